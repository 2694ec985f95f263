package moonlet.node.remote;

import moonlet.protocol.Actor;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** The machines of two nodes with what they say to each other still on the way. */
final class TwoNodes {
    static final Failure CRASH = Failure.of(ErrorKind.INTERNAL, "crash");
    static final Failure DENIED = Failure.of(ErrorKind.PERMISSION_DENIED, "denied");
    static final Context RESTRICTED = new Context(null, new Actor("ann", null), Set.of());
    static final Ending CRASHED = new Ending.Failed(CRASH);
    static final Ending RETURNED = new Ending.Returned(null);

    final Side a = new Side("a");
    final Side b = new Side("b");

    TwoNodes() {
        a.other = b;
        b.other = a;
    }

    /** Delivers all that is on the way, and what that leads to. */
    void settle() {
        while (!a.incoming.isEmpty() || !b.incoming.isEmpty()) {
            a.read();
            b.read();
        }
    }

    /** One node: what lives on it, what it reads next, and what its processes have learned. */
    static final class Side implements RelationEffects, SpawnEffects {
        final RemoteRelations relations = new RemoteRelations(this);
        final RemoteSpawns spawns = new RemoteSpawns("peer", relations, this, 3);
        final Set<Pid> dead = new HashSet<>();
        final Set<Pid> strangers = new HashSet<>();
        final Queue<Item> incoming = new ArrayDeque<>();
        final List<String> news = new ArrayList<>();
        final List<SpawnItem.Spawn> preparing = new ArrayList<>();
        private final String name;
        private Side other;

        Side(String name) {
            this.name = name;
        }

        Pid pid(long number) {
            return new Pid(name, "h", 1, number);
        }

        /** Takes all that has come until now. */
        void read() {
            for (int i = incoming.size(); i > 0; i--) {
                switch (incoming.remove()) {
                    case RelationItem item -> relations.receive(item, 0);
                    case SpawnItem item -> spawns.receive(item);
                    case AccessItem.OnBehalf item -> receive(item);
                    case AccessItem.MonitorRefused(Pid from, Pid target, Failure why) ->
                            relations.refused(from, target, why, 0);
                    case Item item -> throw new AssertionError("not of this machine: " + item);
                }
            }
        }

        /** What strangers want is refused. */
        private void receive(AccessItem.OnBehalf asked) {
            if (!strangers.contains(asked.from())) {
                relations.receive((RelationItem) asked.request(), 0);
            } else if (asked.request() instanceof RelationItem.Monitor(Pid target)) {
                send(0, new AccessItem.MonitorRefused(asked.from(), target, DENIED));
            } else if (asked.request() instanceof RelationItem.Link(Pid from, Pid to)) {
                send(0, new RelationItem.LinkDown(to, from, DENIED, 0));
            }
        }

        /** A process ends, monitoring nobody. */
        void end(Pid pid, Ending how) {
            dead.add(pid);
            relations.ended(pid, how, 0);
            spawns.ended(pid);
        }

        void lose() {
            relations.lost(0);
            spawns.lost();
        }

        @Override
        public void send(long lane, Item item) {
            other.incoming.add(item);
        }

        @Override
        public void send(long lane, SpawnItem item) {
            other.incoming.add(item);
        }

        @Override
        public void signal(Pid local, Signal signal) {
            news.add(
                    switch (signal) {
                        case Signal.Exit(Pid from, Ending how, _) -> {
                            String text =
                                    how instanceof Ending.Failed(Failure f) ? f.message() : "ok";
                            yield local.number() + " EXIT " + from.number() + " " + text;
                        }
                        case Signal.LinkDown(Pid from, Failure failure, _) ->
                                local.number()
                                        + " LINK_DOWN "
                                        + from.number()
                                        + " "
                                        + failure.message();
                        default -> throw new AssertionError("not of a relation: " + signal);
                    });
        }

        @Override
        public boolean watched(Pid local) {
            return !dead.contains(local);
        }

        @Override
        public boolean linked(Pid local, Pid remote) {
            return !dead.contains(local);
        }

        @Override
        public void unlinked(Pid local, Pid remote) {
            news.add(local.number() + " unlinked " + remote.number());
        }

        @Override
        public boolean started(long request, Pid remote, String entry, long sourceHash) {
            news.add("started " + request);
            return true;
        }

        @Override
        public void refused(long request, Failure why) {
            news.add("refused " + request + " " + why.message());
        }

        @Override
        public void prepare(SpawnItem.Spawn spawn) {
            preparing.add(spawn);
        }

        @Override
        public void kill(Pid local) {
            news.add("kill " + local.number());
        }
    }
}
