package moonlet.node.shared;

import moonlet.lua.process.EventBus;
import moonlet.lua.process.EventPattern;
import moonlet.lua.process.Outcome;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The events of one node. Who wants one system by its name is found by that name; only those who
 * want a pattern of systems are looked at for every event. No lock is held while events are given
 * out, and nobody waits for a subscriber.
 */
public final class LocalBus {
    /** Puts an event into the mailbox of a subscriber; returns false where it has no room. */
    @FunctionalInterface
    public interface Delivery {
        boolean deliver(String topic, Payload event);
    }

    /** How many subscriptions one process has at most. */
    public static final int OF_PROCESS_MAX = 1_000;

    /** How many there are in one node at most, which bounds what an event costs. */
    public static final int OF_NODE_MAX = 20_000;

    private static final String ANY_SYSTEM = "*";

    private final Map<String, Set<Subscriber>> bySystem = new ConcurrentHashMap<>();
    private final Map<Pid, Set<Subscriber>> byProcess = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    private final class Subscriber implements EventBus.Subscription {
        private final Pid pid;
        private final EventPattern system;
        private final EventPattern kind;
        private final String topic;
        private final Delivery delivery;
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicLong dropped = new AtomicLong();

        Subscriber(
                Pid pid, EventPattern system, EventPattern kind, String topic, Delivery delivery) {
            this.pid = pid;
            this.system = system;
            this.kind = kind;
            this.topic = topic;
            this.delivery = delivery;
        }

        /** Where it is found; a system is never called {@code *}, since that is a pattern. */
        String place() {
            String exact = system.exact();
            return exact == null ? ANY_SYSTEM : exact;
        }

        void offer(Payload event) {
            if (waiting.incrementAndGet() > EventBus.WAITING_MAX
                    || !delivery.deliver(topic, event)) {
                waiting.decrementAndGet();
                dropped.incrementAndGet();
            }
        }

        @Override
        public void taken() {
            waiting.decrementAndGet();
        }

        @Override
        public long dropped() {
            return dropped.get();
        }

        @Override
        public void close() {
            if (removeFrom(byProcess, pid, this)) {
                removeFrom(bySystem, place(), this);
                count.decrementAndGet();
            }
        }
    }

    /**
     * @param pid whose it is; {@link #release} ends it
     */
    public Outcome<EventBus.Subscription> subscribe(
            Pid pid, EventPattern system, EventPattern kind, String topic, Delivery delivery) {
        Set<Subscriber> own = byProcess.get(pid);
        if (own != null && own.size() >= OF_PROCESS_MAX) {
            return full("of this process: at most " + OF_PROCESS_MAX + "; close some");
        }
        if (count.incrementAndGet() > OF_NODE_MAX) {
            count.decrementAndGet();
            return full("on this node: at most " + OF_NODE_MAX);
        }
        Subscriber subscriber = new Subscriber(pid, system, kind, topic, delivery);
        addTo(byProcess, pid, subscriber);
        addTo(bySystem, subscriber.place(), subscriber);
        return Outcome.of(subscriber);
    }

    private static Outcome<EventBus.Subscription> full(String whose) {
        return Outcome.failed(ErrorKind.UNAVAILABLE, "too many event subscriptions " + whose);
    }

    /** Gives an event to whom it concerns; returns how many subscriptions were looked at. */
    public int send(String system, String kind, Payload event) {
        String[] kindParts = EventPattern.split(kind);
        int lookedAt = 0;
        if (!system.equals(ANY_SYSTEM)) {
            for (Subscriber subscriber : bySystem.getOrDefault(system, Set.of())) {
                lookedAt++;
                if (subscriber.kind.matches(kindParts)) {
                    subscriber.offer(event);
                }
            }
        }
        String[] systemParts = EventPattern.split(system);
        for (Subscriber subscriber : bySystem.getOrDefault(ANY_SYSTEM, Set.of())) {
            lookedAt++;
            if (subscriber.system.matches(systemParts) && subscriber.kind.matches(kindParts)) {
                subscriber.offer(event);
            }
        }
        return lookedAt;
    }

    /** A process has ended: its subscriptions do too. */
    public void release(Pid pid) {
        Set<Subscriber> own = byProcess.get(pid);
        if (own != null) {
            own.forEach(Subscriber::close);
        }
    }

    /** How many subscriptions there are. */
    public int count() {
        return count.get();
    }

    private static <K> void addTo(Map<K, Set<Subscriber>> map, K key, Subscriber subscriber) {
        map.compute(
                key,
                (_, before) -> {
                    Set<Subscriber> all = before == null ? ConcurrentHashMap.newKeySet(1) : before;
                    all.add(subscriber);
                    return all;
                });
    }

    private static <K> boolean removeFrom(
            Map<K, Set<Subscriber>> map, K key, Subscriber subscriber) {
        boolean[] removed = new boolean[1];
        map.computeIfPresent(
                key,
                (_, all) -> {
                    removed[0] = all.remove(subscriber);
                    return all.isEmpty() ? null : all;
                });
        return removed[0];
    }
}
