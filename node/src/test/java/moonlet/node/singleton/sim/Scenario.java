package moonlet.node.singleton.sim;

import java.util.List;
import java.util.function.Consumer;

/** What happens to the nodes of a cluster with a singleton. */
enum Scenario {
    CRASH(run -> run.crash(run.any())),
    CRASH_OF_ITS_NODE_AGAIN_AND_AGAIN(
            run -> run.times(4, () -> run.soon(() -> run.crash(run.holder())))),
    PAUSE(run -> run.times(2, () -> run.soon(() -> run.pause(run.holder())))),
    SPLIT_IN_TWO(run -> run.soon(run::split)),
    SPLIT_ONE_ONE_ONE(run -> run.soon(run::splitAll)),
    CUT_THAT_A_THIRD_DOES_NOT_SEE(run -> run.cut(run.holder(), run.any(), true)),
    ONE_WAY_LOSS(run -> run.cut(run.any(), run.holder(), false)),
    FLAPPING(run -> run.times(8, () -> run.cut(run.any(), run.any(), run.percent(70)))),
    TAKEN_DOWN_WHILE_IT_LIVES(run -> run.soon(() -> run.takeDown(run.holder()))),
    LEAVE(run -> run.times(3, () -> run.soon(() -> run.leave(run.holder())))),
    LEAVE_RACES_WITH_A_CRASH(
            run -> {
                run.soon(() -> run.leave(run.holder()));
                run.soon(() -> run.crash(run.any()));
                run.soon(() -> run.crash(run.holder()));
            }),
    ONE_DRAINS_AFTER_THE_OTHER(
            run ->
                    run.times(
                            4,
                            () ->
                                    run.soon(
                                            () ->
                                                    run.leave(
                                                            run.percent(50)
                                                                    ? run.holder()
                                                                    : run.any())))),
    TROUBLE_DURING_A_DRAIN(run -> run.times(2, () -> run.soon(0, 20_000, run::drainInTrouble))),
    JOINS_IN_A_SPLIT(run -> run.soon(run::splitAndJoin)),
    A_NODE_JOINS_WHILE_ITS_NODE_STOPS(run -> run.times(2, () -> run.soon(run::joinAndPause))),
    ALL_THAT_KNOW_OF_A_LOSS_GO(run -> run.soon(run::loseAndGo)),
    EVERYTHING(
            run -> {
                run.soon(() -> run.pause(run.holder()));
                run.soon(run::split);
                run.cut(run.any(), run.any(), run.percent(50));
                run.times(2, () -> run.soon(() -> run.leaveOrCrash(run.any())));
                run.soon(() -> run.leaveOrCrash(run.holder()));
                run.soon(() -> run.takeDown(run.any()));
            });

    final Consumer<Faults> faults;

    Scenario(Consumer<Faults> faults) {
        this.faults = faults;
    }

    /** The ways in which nodes and networks fail; each at a time of its own. */
    static final class Faults {
        static final int DURATION_MILLIS = 30_000;

        private final World world;

        Faults(World world) {
            this.world = world;
        }

        boolean percent(int p) {
            return world.chance.percent(p);
        }

        void times(int n, Runnable what) {
            for (int i = 0; i < n; i++) {
                what.run();
            }
        }

        void soon(Runnable what) {
            soon(0, DURATION_MILLIS, what);
        }

        SimNode any() {
            return world.chance.of(world.nodes);
        }

        /** The node that has the singleton, if one has. */
        SimNode holder() {
            List<SimNode> holders = world.nodes.stream().filter(SimNode::hasProcess).toList();
            return holders.isEmpty() ? any() : world.chance.of(holders);
        }

        /** A node dies and starts again, soon or not. */
        void crash(SimNode node) {
            if (world.nodes.size() > 1) {
                node.die();
                startAgain(node.place);
            }
        }

        private void startAgain(int place) {
            world.agenda.in(
                    world.chance.millis(100, percent(50) ? 3_000 : 20_000),
                    () -> {
                        if (world.at(place) == null) {
                            world.start(place);
                        } else {
                            startAgain(place);
                        }
                    });
        }

        /** A node drains, for some time or none, leaves, and starts again. */
        void leave(SimNode node) {
            node.drain(percent(70) ? world.chance.millis(0, 15_000) : 0);
            startAgain(node.place);
        }

        /** Meanwhile something happens to it, to who has the singleton then, or to others. */
        void drainInTrouble() {
            SimNode holder = holder();
            leave(holder);
            times(
                    1 + world.chance.below(3),
                    () -> soon(0, 10_000, () -> trouble(percent(30) ? holder : holder())));
        }

        private void trouble(SimNode node) {
            List<Runnable> kinds =
                    List.of(
                            () -> crash(node),
                            () -> restart(node, 100, 3_000),
                            () -> pause(node),
                            () -> leave(any()),
                            () -> takeDown(node),
                            this::split,
                            () -> cutBoth(node, any(), world.agenda.now() + period()),
                            () -> cut(node.place, any().place, world.agenda.now() + period()));
            world.chance.of(kinds).run();
        }

        void leaveOrCrash(SimNode node) {
            if (percent(50)) {
                leave(node);
            } else {
                crash(node);
            }
        }

        private void leaveAtOnceOrCrash(SimNode node) {
            if (percent(50)) {
                node.drain(0);
                startAgain(node.place);
            } else {
                crash(node);
            }
        }

        void pause(SimNode node) {
            node.pause(world.agenda.now() + period());
        }

        /** The node that has the singleton is alone with nodes that start again. */
        void splitAndJoin() {
            SimNode holder = holder();
            List<SimNode> others = others(holder);
            List<SimNode> again = others.subList(0, others.size() / 2);
            long until = world.agenda.now() + world.chance.millis(20_000, 40_000);
            for (SimNode other : others.subList(again.size(), others.size())) {
                cutBoth(holder, other, until);
                again.forEach(node -> cutBoth(node, other, until));
            }
            again.forEach(node -> restart(node, 500, 3_000));
        }

        void joinAndPause() {
            SimNode holder = holder();
            List<SimNode> others = others(holder);
            if (others.isEmpty()) {
                return;
            }
            SimNode other = world.chance.of(others);
            restart(other, 3_000, 3_000);
            world.agenda.in(
                    world.chance.millis(3_000, 4_200),
                    () -> holder.pause(world.agenda.now() + world.chance.millis(18_000, 40_000)));
        }

        /** Nobody is left that was there when the node was taken down, which does not know it. */
        void loseAndGo() {
            SimNode holder = holder();
            List<SimNode> others = others(holder);
            if (others.isEmpty()) {
                return;
            }
            SimNode last = others.getFirst();
            others.stream()
                    .filter(node -> node != last)
                    .forEach(node -> restart(node, 1_700, 3_500));
            soon(
                    1_500,
                    1_500,
                    () -> {
                        long until = world.agenda.now() + world.chance.millis(8_000, 20_000);
                        world.nodes.forEach(node -> cutBoth(holder, node, until));
                        if (last.view.containsKey(holder)) {
                            last.learn(holder, Status.DOWN);
                        }
                    });
            // It has no time to drain: with others in its part, the membership would split.
            soon(3_500, 6_500, () -> leaveAtOnceOrCrash(last));
        }

        private void restart(SimNode node, int fromMillis, int toMillis) {
            node.die();
            int place = node.place;
            world.agenda.in(
                    world.chance.millis(fromMillis, toMillis),
                    () -> {
                        if (world.at(place) == null) {
                            world.start(place);
                        }
                    });
        }

        private List<SimNode> others(SimNode node) {
            return world.nodes.stream().filter(other -> other != node).toList();
        }

        private void soon(int fromMillis, int toMillis, Runnable what) {
            world.agenda.in(
                    world.chance.millis(fromMillis, toMillis),
                    () -> {
                        if (!world.nodes.isEmpty()) {
                            what.run();
                        }
                    });
        }

        void takeDown(SimNode node) {
            SimNode by = any();
            if (by != node && by.isAwake() && by.view.containsKey(node)) {
                by.learn(node, Status.DOWN);
                startAgain(node.place);
            }
        }

        /** Two nodes do not reach each other for a while, or one not the other. */
        void cut(SimNode a, SimNode b, boolean both) {
            int from = a.place;
            int to = b.place;
            soon(
                    () -> {
                        long until = world.agenda.now() + period();
                        cut(from, to, until);
                        if (both) {
                            cut(to, from, until);
                        }
                    });
        }

        void split() {
            long until = world.agenda.now() + period();
            List<SimNode> here = world.nodes.stream().filter(_ -> percent(50)).toList();
            for (SimNode a : here) {
                for (SimNode b : world.nodes) {
                    if (!here.contains(b)) {
                        cutBoth(a, b, until);
                    }
                }
            }
        }

        void splitAll() {
            long until = world.agenda.now() + period();
            for (SimNode a : world.nodes) {
                for (SimNode b : world.nodes) {
                    cut(a.place, b.place, until);
                }
            }
        }

        private void cutBoth(SimNode a, SimNode b, long until) {
            cut(a.place, b.place, until);
            cut(b.place, a.place, until);
        }

        private void cut(int from, int to, long until) {
            if (from != to) {
                world.trace(() -> "cut " + from + " > " + to + " until " + until / 1e9);
                world.network.cut(from, to, until);
            }
        }

        private long period() {
            return world.chance.millis(500, percent(40) ? 5_000 : 40_000);
        }
    }
}
