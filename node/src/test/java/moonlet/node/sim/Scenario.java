package moonlet.node.sim;

import static moonlet.node.sim.Agenda.MILLIS;

import java.util.List;
import java.util.function.Consumer;

/** What happens to the nodes while their processes are busy. */
enum Scenario {
    NOTHING(Mix.EVEN, _ -> {}),
    RECONNECTS(
            Mix.EVEN,
            run -> {
                for (int i = 0; i < 20; i++) {
                    run.reconnect(run.any(), run.any());
                }
            }),
    SPLIT_TWO_ONE(Mix.EVEN, run -> run.isolate(run.any())),
    SPLIT_ONE_ONE_ONE(Mix.EVEN, run -> run.nodes().forEach(run::isolate)),
    CUT_THAT_A_THIRD_DOES_NOT_SEE(Mix.EVEN, run -> run.cut(run.any(), run.any(), true)),
    ONE_WAY_LOSS(Mix.EVEN, run -> run.cut(run.any(), run.any(), false)),
    FLAPPING(
            Mix.EVEN,
            run -> {
                for (int i = 0; i < 6; i++) {
                    run.cut(run.any(), run.any(), true);
                }
            }),
    RESTART_IN_PLACE(Mix.EVEN, run -> run.restart(run.any(), true)),
    RESTART_ELSEWHERE(Mix.EVEN, run -> run.restart(run.any(), false)),
    TETHER_REFUSED(Mix.EVEN, run -> run.refuse(run.any())),
    RELATIONS_RACE_WITH_ENDS(Mix.RELATIONS, _ -> {}),
    NODE_DIES_IN_MID_SPAWN(Mix.SPAWNS, run -> run.restart(run.any(), true)),
    BURST_THEN_EXIT(Mix.BURSTS, run -> run.isolate(run.any())),
    SAME_NAMES_EVERYWHERE(Mix.NAMES, _ -> {}),
    NAMES_IN_A_SPLIT(Mix.NAMES, run -> run.isolate(run.any())),
    NAMES_CUT_FROM_ONE_NODE(Mix.NAMES, run -> run.cut(run.any(), run.any(), true)),
    UNREGISTER_RACES_WITH_RECONNECT(
            Mix.NAMES,
            run -> {
                for (int i = 0; i < 20; i++) {
                    run.reconnect(run.any(), run.any());
                }
            }),
    NAMES_OF_A_NODE_THAT_RESTARTS(Mix.NAMES, run -> run.restart(run.any(), true)),
    PAUSE(Mix.EVEN, run -> run.pause(run.any())),
    EVERYTHING(
            Mix.EVEN,
            run -> {
                run.cut(run.any(), run.any(), true);
                run.cut(run.any(), run.any(), false);
                run.isolate(run.any());
                run.restart(run.any(), run.cluster.chance.percent(50));
                run.pause(run.any());
            });

    final Mix mix;
    final Consumer<Faults> faults;

    Scenario(Mix mix, Consumer<Faults> faults) {
        this.mix = mix;
        this.faults = faults;
    }

    /** The ways in which nodes and networks fail; each at a time of its own. */
    static final class Faults {
        static final long DURATION = 1000 * MILLIS;

        final Cluster cluster;

        Faults(Cluster cluster) {
            this.cluster = cluster;
        }

        List<SimNode> nodes() {
            return cluster.membership.members();
        }

        SimNode any() {
            return cluster.chance.of(nodes());
        }

        /** Nobody reaches the node for a while, and it reaches nobody. */
        void isolate(SimNode node) {
            long from = begin();
            long to = from + period();
            nodes().forEach(other -> cutBetween(node.place, other.place, from, to, true));
        }

        /** Two nodes do not reach each other for a while, or one not the other. */
        void cut(SimNode a, SimNode b, boolean both) {
            long from = begin();
            cutBetween(a.place, b.place, from, from + period(), both);
        }

        /** A node dies and starts again, under its name. */
        void restart(SimNode node, boolean inPlace) {
            long from = begin();
            cluster.agenda.at(from, () -> crash(node));
            long later = from + cluster.chance.millis(1, 400);
            int place = inPlace ? node.place : cluster.newPlace();
            cluster.agenda.at(later, () -> start(node, place));
        }

        /** A node lives, but the others take it for dead. */
        void refuse(SimNode node) {
            cluster.agenda.at(begin(), () -> cluster.membership.down(node));
        }

        /** A node does nothing for a while; if it is long, it is downed meanwhile. */
        void pause(SimNode node) {
            long from = begin();
            long to = from + period();
            cluster.agenda.at(from, () -> node.pausedUntil = to);
            if (to - from > Membership.STABLE) {
                long noticed = from + Membership.STABLE;
                cluster.agenda.at(noticed, () -> cluster.membership.down(node));
            }
        }

        /** A connection breaks, and another begins; what was on its way comes, or does not. */
        void reconnect(SimNode a, SimNode b) {
            cluster.agenda.at(begin(), () -> reconnect(a.place, b.place));
        }

        private void reconnect(int from, int to) {
            SimNode node = cluster.at(from);
            if (node != null) {
                node.run(() -> node.reconnect(to));
            }
        }

        private void crash(SimNode node) {
            if (node.alive) {
                cluster.membership.crash(node);
            }
        }

        private void start(SimNode before, int place) {
            if (!before.alive && cluster.at(place) == null) {
                cluster.start(before.name, place);
            }
        }

        private void cutBetween(int a, int b, long from, long to, boolean both) {
            if (a == b) {
                return;
            }
            cluster.agenda.at(
                    from,
                    () -> {
                        cluster.trace(() -> "cut " + a + (both ? " - " : " > ") + b);
                        cluster.network.cut(a, b);
                        if (both) {
                            cluster.network.cut(b, a);
                        }
                        cluster.membership.watch();
                    });
            cluster.agenda.at(
                    to,
                    () -> {
                        cluster.trace(() -> "joined " + a + " - " + b);
                        cluster.network.join(a, b);
                        cluster.network.join(b, a);
                        reconnect(a, b);
                        reconnect(b, a);
                    });
        }

        private long begin() {
            return cluster.agenda.now() + cluster.chance.millis(0, 700);
        }

        private long period() {
            return cluster.chance.millis(5, cluster.chance.percent(50) ? 200 : 600);
        }
    }
}
