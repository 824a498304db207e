package dev.ephor.expression.cel.function;

import java.util.List;

/** What the expressions of an ImageValidatingPolicy may find out about images. */
public interface ImageChecks {

  /** The name under which it is bound; no expression can name it. */
  String BINDING = "@images";

  /** How many of some attestors have signed an image, or an error. */
  Object signatures(String image, List<?> attestors);

  /** How many of some attestors have signed a statement about an image, or an error. */
  Object statements(String image, String attestation, List<?> attestors);

  /** What is stated about an image, or an error. */
  Object payload(String image, String attestation);

  /** What a registry tells of an image, or an error. */
  Object data(String image);
}
