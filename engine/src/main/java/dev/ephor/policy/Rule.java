package dev.ephor.policy;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a {@link KyvernoPolicy}, written or generated.
 *
 * @param node the whole rule
 * @param name as reports name it
 * @param match which resources it concerns
 * @param exclude which of them it leaves out; null when none
 * @param context variables to be loaded; null when none
 * @param preconditions what else must hold; null when nothing
 * @param celPreconditions what must hold as CEL expressions; null when nothing
 * @param reportProperties what is added to report entries; null when nothing
 * @param skipBackgroundRequests whether requests of the background controller are left alone
 * @param body what it does
 */
public record Rule(
    MapValue node,
    String name,
    MatchBlock match,
    @Nullable MatchBlock exclude,
    @Nullable ListValue context,
    @Nullable Value preconditions,
    @Nullable ListValue celPreconditions,
    @Nullable MapValue reportProperties,
    boolean skipBackgroundRequests,
    RuleBody body) {}
