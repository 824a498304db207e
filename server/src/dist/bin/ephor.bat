@echo off
rem Starts Ephor on Windows.
rem   JAVA_HOME         the Java to use; otherwise the one in the folder `runtime`, then `java` on PATH
rem   EPHOR_JAVA_OPTS   more options for the JVM, such as -Xmx2g
setlocal
set "home=%~dp0.."
set "java=java"
if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1 || (
  echo ephor: no Java found; install Java 17 or newer, or set JAVA_HOME 1>&2
  exit /b 2
)
set "jvm=-XX:+UseParallelGC"
if "%~1"=="lsp" set "jvm=-XX:+UseG1GC"
if "%~1"=="test" set "jvm=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
set "classes=%home%\lib\ephor.jar"
if "%~1"=="apply" set "classes=%classes%;%home%\lib\cluster\*"
"%java%" %jvm% -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 ^
  -Xshare:auto -Xlog:disable -XX:-UsePerfData ^
  %EPHOR_JAVA_OPTS% -cp "%classes%" dev.ephor.cli.Main %*
exit /b %ERRORLEVEL%
