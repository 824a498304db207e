package dev.ephor.evaluation;

/** How much outcomes say beside verdict and message. */
public enum Detail {
  /** Where the clause and the resource are that did not go together. */
  PLACES,
  /** Also which part of an expression decided, and what it saw; costs more evaluations. */
  REASONS
}
