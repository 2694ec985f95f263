package moonlet.node.singleton;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Whether a node may still let its singletons run: while the members that have heard it lately,
 * itself included, outnumber those that have not. Whoever has taken it down since then still waits.
 * Not safe for threads; times are {@code System.nanoTime()}.
 *
 * <p>Who is joining or leaving counts only against it. Others may know it to be a member, or to be
 * none, without this node: Pekko takes both for possible too before it takes a part of the cluster
 * down. And nobody is asked for its vote there that is still joining. But a node that was always
 * alone has no need of who is joining it: nobody else can make that a member.
 *
 * <p>Who is new counts as heard since enough of the others had heard, and not since now: a node
 * that was paused reads of a new member what was said before the pause.
 *
 * @param <N> another node, one start of it
 */
public final class Lease<N> {
    private enum Standing {
        JOINING,
        MEMBER,
        LEAVING
    }

    private static final Set<Standing> VOTERS = EnumSet.of(Standing.MEMBER);
    private static final Set<Standing> STAYING_OR_LEAVING =
            EnumSet.of(Standing.MEMBER, Standing.LEAVING);

    private record Other(Standing standing, long heardNanos) {}

    private final long lengthNanos;
    private final Map<N, Other> others = new HashMap<>();
    private boolean alwaysAlone = true; // there has never been another member

    /**
     * @param lengthNanos how long ago the others may have heard this node
     */
    public Lease(long lengthNanos) {
        this.lengthNanos = lengthNanos;
    }

    /** A node is about to be a member; it may have a link already. */
    public void joins(N node, long now) {
        if (!others.containsKey(node)) {
            others.put(node, new Other(Standing.JOINING, now - enoughWithinNanos(now)));
        }
    }

    /** A node is a member. */
    public void up(N node, long now) {
        stands(node, Standing.MEMBER, now);
    }

    /** A member is about to be none. */
    public void leaves(N node, long now) {
        stands(node, Standing.LEAVING, now);
    }

    /** A node was taken down, or has left. */
    public void gone(N node) {
        Other other = others.remove(node);
        alwaysAlone &= other != null && other.standing == Standing.JOINING;
    }

    /**
     * A node has taken what this one said at that time, or later; nothing happens if it is gone.
     */
    public void heard(N node, long atNanos) {
        others.computeIfPresent(
                node,
                (_, other) ->
                        atNanos - other.heardNanos > 0
                                ? new Other(other.standing, atNanos)
                                : other);
    }

    public boolean isOpen(long now) {
        return isEnough(lengthNanos, VOTERS, null, now);
    }

    /**
     * Until when it stays open, at least, whatever is heard; before {@code now} where it is not.
     */
    public long openUntil(long now) {
        if (!isOpen(now)) {
            return now - 1;
        }
        return others.values().stream()
                .map(other -> other.heardNanos + lengthNanos)
                .filter(end -> end - now >= 0 && !isOpen(end + 1))
                .min((a, b) -> Long.signum(a - b))
                .orElse(now + lengthNanos);
    }

    /**
     * Whether those that would be left if {@code node} were taken down, and have heard this one,
     * are a majority with it. Who is leaving can take nobody for a member that they do not.
     */
    public boolean isMajorityWithout(N node, long now) {
        return isEnough(lengthNanos, STAYING_OR_LEAVING, node, now);
    }

    private void stands(N node, Standing standing, long now) {
        alwaysAlone = false;
        joins(node, now);
        others.computeIfPresent(node, (_, other) -> new Other(standing, other.heardNanos));
    }

    /** Whether those that have heard this node within that time are enough. */
    private boolean isEnough(long withinNanos, Set<Standing> votes, N without, long now) {
        if (alwaysAlone) {
            return true; // nobody else can make a member of who is joining
        }
        int heard = 1;
        int unheard = 0;
        for (Map.Entry<N, Other> entry : others.entrySet()) {
            Other other = entry.getValue();
            if (now - other.heardNanos > withinNanos || entry.getKey().equals(without)) {
                unheard++;
            } else if (votes.contains(other.standing)) {
                heard++;
            }
        }
        return heard > unheard;
    }

    private long enoughWithinNanos(long now) {
        return others.values().stream()
                .mapToLong(other -> Math.max(0, now - other.heardNanos))
                .filter(age -> isEnough(age, VOTERS, null, now))
                .min()
                .orElse(0);
    }
}
