package dev.ephor.expression.jmespath;

/** The kinds of tokens, with the name that messages use and the power with which each binds. */
enum TokenType {
  UNKNOWN("tUnknown", 0),
  STAR("tStar", 20),
  DOT("tDot", 40),
  FILTER("tFilter", 21),
  FLATTEN("tFlatten", 9),
  LEFT_PAREN("tLparen", 60),
  RIGHT_PAREN("tRparen", 0),
  LEFT_BRACKET("tLbracket", 55),
  RIGHT_BRACKET("tRbracket", 0),
  LEFT_BRACE("tLbrace", 50),
  RIGHT_BRACE("tRbrace", 0),
  OR("tOr", 2),
  PIPE("tPipe", 1),
  NUMBER("tNumber", 0),
  IDENTIFIER("tUnquotedIdentifier", 0),
  QUOTED_IDENTIFIER("tQuotedIdentifier", 0),
  COMMA("tComma", 0),
  COLON("tColon", 0),
  LESS("tLT", 5),
  LESS_OR_EQUAL("tLTE", 5),
  GREATER("tGT", 5),
  GREATER_OR_EQUAL("tGTE", 5),
  EQUAL("tEQ", 5),
  NOT_EQUAL("tNE", 5),
  JSON_LITERAL("tJSONLiteral", 0),
  STRING_LITERAL("tStringLiteral", 0),
  CURRENT("tCurrent", 0),
  EXPREF("tExpref", 0),
  AND("tAnd", 3),
  NOT("tNot", 45),
  END("tEOF", 0);

  private final String label;
  private final int power;

  TokenType(String label, int power) {
    this.label = label;
    this.power = power;
  }

  String label() {
    return label;
  }

  int power() {
    return power;
  }
}
