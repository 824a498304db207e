package dev.ephor.given;

import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code UserInfo} document of {@code cli.kyverno.io}: who makes the requests. */
public final class UserInfoFile {

  private UserInfoFile() {}

  /** Reads a whole document. */
  public static Reading<UserInfo> read(MapValue document) {
    Reading.Fields fields = new Reading.Fields();
    MapValue user = fields.map(document, "userInfo");
    MapValue written = fields.map(user, "extra");
    Map<String, List<String>> extra = new LinkedHashMap<>();
    for (String key : written.keys()) {
      extra.put(key, fields.texts(written, key));
    }
    return fields.strictReading(
        document,
        new UserInfo(
            fields.text(user, "username"),
            fields.text(user, "uid"),
            fields.texts(user, "groups"),
            extra,
            fields.texts(document, "roles"),
            fields.texts(document, "clusterRoles")));
  }
}
