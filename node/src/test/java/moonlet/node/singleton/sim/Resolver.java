package moonlet.node.singleton.sim;

import moonlet.node.sim.Agenda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Pekko decides of members: its leader, which acts on what all members have seen, and its
 * split brain resolver with {@code keep-majority}; and what the tether finds.
 *
 * <p>That the membership itself never splits is taken for granted: no part goes on by itself after
 * another has taken one of its nodes down.
 */
final class Resolver {
    private static final long LEADER = 300 * Agenda.MILLIS;
    private static final long DECIDES = 500 * Agenda.MILLIS;
    private static final long STABLE = 9 * World.SECOND; // until it is noticed, and then

    private final World world;

    Resolver(World world) {
        this.world = world;
    }

    void start() {
        world.agenda.in(LEADER, this::lead);
        world.agenda.in(DECIDES, this::decide);
    }

    /** A node's process has ended. */
    void gone(SimNode node) {
        world.changed();
        for (SimNode other : List.copyOf(world.nodes)) {
            if (world.network.connects(other, node)) {
                other.in(world.chance.millis(20, 110), () -> tether(other, node));
            }
        }
    }

    private void tether(SimNode node, SimNode gone) {
        boolean isLinked = node.hasLink(gone) && !node.terminated;
        if (!isLinked || world.at(gone.place) != null) {
            return;
        }
        boolean eager = world.mutant == Mutant.THE_TETHER_IS_BELIEVED_BY_WHO_IS_ALONE;
        long links = node.view.keySet().stream().filter(node::hasLink).count();
        long alive = node.view.keySet().stream().filter(o -> node.hasLink(o) && o.alive).count();
        boolean votes = node.status().isMember() && 2 * (1 + alive) > 1 + links;
        if (eager || votes && node.lease.isMajorityWithout(gone, world.agenda.now())) {
            node.learn(gone, Status.DOWN);
        }
    }

    private void lead() {
        world.agenda.in(LEADER, this::lead);
        List<SimNode> byAddress = new ArrayList<>(world.nodes);
        byAddress.sort(Comparator.comparingInt(node -> node.place));
        for (SimNode leader : byAddress) {
            if (isVoter(leader) && isUnsettled(leader)) {
                if (allHaveSeen(leader)) {
                    act(leader);
                } else {
                    letWeaklyIn(leader);
                }
            }
        }
    }

    private static boolean isVoter(SimNode node) {
        return node.isAwake() && !node.terminated && node.status().isMember();
    }

    private static boolean isUnsettled(SimNode leader) {
        return leader.view.values().stream().anyMatch(s -> s != Status.UP && !s.isOver());
    }

    /** Who is down, or is about to leave for good, is not waited for. */
    private boolean allHaveSeen(SimNode leader) {
        for (Map.Entry<SimNode, Status> one : leader.view.entrySet()) {
            SimNode member = one.getKey();
            if (one.getValue().isMember()
                    && (!isVoter(member)
                            || !world.network.connects(leader, member)
                            || !member.view.equals(leader.view))) {
                return false;
            }
        }
        return true;
    }

    private void act(SimNode leader) {
        for (Map.Entry<SimNode, Status> one : List.copyOf(leader.view.entrySet())) {
            SimNode member = one.getKey();
            switch (one.getValue()) {
                case JOINING, WEAKLY_UP -> {
                    member.age = world.nextAge();
                    leader.learn(member, Status.UP);
                }
                case LEAVING -> leader.learn(member, Status.EXITING);
                case EXITING -> {
                    if (!member.alive) {
                        leader.learn(member, Status.REMOVED);
                    }
                }
                case DOWN -> {
                    // Who is down and answers is told so first.
                    if (!isVoter(member) || !world.network.connects(leader, member)) {
                        leader.learn(member, Status.LOST);
                    }
                }
                case UP, REMOVED, LOST -> {}
            }
        }
    }

    private void letWeaklyIn(SimNode leader) {
        for (SimNode member : List.copyOf(leader.view.keySet())) {
            boolean waits = leader.status(member) == Status.JOINING;
            if (waits
                    && member.joinedFor() > World.MARGIN
                    && world.network.connects(leader, member)) {
                leader.learn(member, Status.WEAKLY_UP);
            }
        }
    }

    private void decide() {
        world.agenda.in(DECIDES, this::decide);
        if (world.unchangedFor() < STABLE) {
            return;
        }
        Set<SimNode> open = new LinkedHashSet<>(world.nodes);
        open.removeIf(node -> !isVoter(node) || node.doomed);
        while (!open.isEmpty()) {
            Set<SimNode> side = side(open.iterator().next(), open);
            open.removeAll(side);
            decide(side);
        }
    }

    private Set<SimNode> side(SimNode first, Set<SimNode> open) {
        Set<SimNode> side = new LinkedHashSet<>(Set.of(first));
        List<SimNode> next = new ArrayList<>(side);
        while (!next.isEmpty()) {
            SimNode node = next.removeLast();
            for (SimNode other : open) {
                if (hear(node, other) && side.add(other)) {
                    next.add(other);
                }
            }
        }
        return side;
    }

    private boolean hear(SimNode a, SimNode b) {
        return world.network.connects(a, b) && isMemberOf(a, b) && isMemberOf(b, a);
    }

    private static boolean isMemberOf(SimNode node, SimNode other) {
        Status status = other.status(node);
        return status == null || status.compareTo(Status.EXITING) < 0;
    }

    private void decide(Set<SimNode> side) {
        SimNode leader = side.stream().min((a, b) -> a.place - b.place).orElseThrow();
        Set<SimNode> goes = new LinkedHashSet<>();
        for (SimNode a : side) {
            for (SimNode b : side) {
                if (a != b && !world.network.connects(a, b)) {
                    goes.add(a); // both see a third that sees both
                }
            }
        }
        for (SimNode member : leader.view.keySet()) {
            boolean counts = leader.status(member).compareTo(Status.EXITING) < 0;
            boolean votes = member.status().isMember();
            boolean reached = !votes && hasPath(member, side);
            if (counts && !side.contains(member) && !reached) {
                goes.add(member);
            }
        }
        if (goes.isEmpty()) {
            return;
        }
        world.trace(() -> side + " decide of " + goes);
        if (side.stream().noneMatch(node -> node.doomed || node.isOut())
                && isKept(leader, side, false, false)
                && isKept(leader, side, true, false)
                && isKept(leader, side, false, true)) {
            goes.forEach(
                    member -> {
                        leader.learn(member, Status.DOWN);
                        doom(member);
                    });
        } else {
            side.forEach(this::doom);
        }
    }

    private boolean hasPath(SimNode joining, Set<SimNode> side) {
        return joining.isAwake()
                && side.stream().anyMatch(node -> world.network.connects(node, joining));
    }

    /** The larger part stays; of halves the one with the lowest address. */
    private static boolean isKept(SimNode leader, Set<SimNode> side, boolean joined, boolean left) {
        List<SimNode> members = new ArrayList<>();
        leader.view.forEach(
                (member, status) -> {
                    if (status == Status.UP
                            || status == Status.LEAVING && !left
                            || status.isJoining() && joined) {
                        members.add(member);
                    }
                });
        long here = members.stream().filter(side::contains).count();
        SimNode lowest = members.stream().min((a, b) -> a.place - b.place).orElse(leader);
        return 2 * here > members.size() || 2 * here == members.size() && side.contains(lowest);
    }

    /** It belongs to the part that goes. When it finds that is another matter. */
    private void doom(SimNode node) {
        if (!node.doomed) {
            node.doomed = true;
            node.in(node.stopsFor() + world.chance.millis(0, 20_000), node::terminate);
        }
    }
}
