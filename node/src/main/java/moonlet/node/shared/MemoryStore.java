package moonlet.node.shared;

import moonlet.lua.process.KeyStore;
import moonlet.protocol.ByteText;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A store in the memory of this node ({@code store.memory}). What has expired is never seen again;
 * it is removed when room is needed, and every {@code cleanupInterval} while anything can expire.
 */
public final class MemoryStore implements KeyStore {
    /** Runs something later, on a thread that has no time to lose. */
    @FunctionalInterface
    public interface Later {
        void after(Duration delay, Runnable what);
    }

    /** When a key expires; sorted by time. */
    private record Expiry(long atMillis, String key) {}

    private static final int ENTRY_BYTES = 128; // of the maps, for each entry
    private static final int CLEANED_AT_ONCE_MAX = 10_000;

    private final String id;
    private final int entriesMax;
    private final long bytesMax;
    private final Duration cleanupInterval;
    private final Clock clock;
    private final Later later;
    private final TreeMap<String, Value> values = new TreeMap<>();
    private final TreeSet<Expiry> expiries =
            new TreeSet<>(Comparator.comparingLong(Expiry::atMillis).thenComparing(Expiry::key));
    private long bytes;
    private boolean cleaning; // a clean-up will come

    public MemoryStore(
            String id,
            int entriesMax,
            long bytesMax,
            Duration cleanupInterval,
            Clock clock,
            Later later) {
        this.id = id;
        this.entriesMax = entriesMax;
        this.bytesMax = bytesMax;
        this.cleanupInterval = cleanupInterval;
        this.clock = clock;
        this.later = later;
    }

    @Override
    public synchronized Failure set(String key, Payload payload, long ttlMillis) {
        long now = clock.millis();
        Value before = values.get(key);
        long more = size(key, payload) - (before == null ? 0 : size(key, before.payload()));
        int added = before == null ? 1 : 0;
        if (!fits(added, more)) {
            removeExpired(now, Integer.MAX_VALUE);
            if (!values.containsKey(key)) {
                more = size(key, payload);
                added = 1;
            }
        }
        if (!fits(added, more)) {
            return full(added);
        }
        remove(key);
        Value value = new Value(payload, ttlMillis == 0 ? 0 : now + ttlMillis);
        values.put(key, value);
        bytes += size(key, payload);
        if (ttlMillis > 0) {
            expiries.add(new Expiry(value.expiresAtMillis(), key));
            cleanLater();
        }
        return null;
    }

    private boolean fits(int added, long more) {
        return values.size() + added <= entriesMax && (more <= 0 || bytes + more <= bytesMax);
    }

    private Failure full(int added) {
        boolean tooMany = values.size() + added > entriesMax;
        return Failure.of(
                ErrorKind.UNAVAILABLE,
                "store "
                        + id
                        + " is full: "
                        + (tooMany ? "max_size=" + entriesMax : "max_bytes=" + bytesMax)
                        + "; delete keys, let them expire, or raise the limit");
    }

    @Override
    public synchronized Value get(String key) {
        Value value = values.get(key);
        if (value != null && isOver(value, clock.millis())) {
            remove(key);
            return null;
        }
        return value;
    }

    @Override
    public synchronized boolean delete(String key) {
        return get(key) != null && remove(key);
    }

    @Override
    public synchronized List<String> keys(String prefix, int max) {
        removeExpired(clock.millis(), CLEANED_AT_ONCE_MAX);
        long now = clock.millis();
        List<String> keys = new ArrayList<>();
        for (Map.Entry<String, Value> entry : values.tailMap(prefix, true).entrySet()) {
            if (keys.size() == max || !entry.getKey().startsWith(prefix)) {
                break;
            }
            if (!isOver(entry.getValue(), now)) {
                keys.add(entry.getKey());
            }
        }
        return keys;
    }

    @Override
    public synchronized Fill fill() {
        removeExpired(clock.millis(), CLEANED_AT_ONCE_MAX);
        return new Fill(values.size(), bytes, entriesMax, bytesMax);
    }

    private synchronized void clean() {
        removeExpired(clock.millis(), CLEANED_AT_ONCE_MAX);
        cleaning = false;
        if (!expiries.isEmpty()) {
            cleanLater();
        }
    }

    private void cleanLater() {
        if (!cleaning) {
            cleaning = true;
            later.after(cleanupInterval, this::clean);
        }
    }

    private void removeExpired(long now, int max) {
        for (int i = 0; i < max && !expiries.isEmpty(); i++) {
            if (expiries.first().atMillis() > now) {
                return;
            }
            remove(expiries.first().key());
        }
    }

    private boolean remove(String key) {
        Value value = values.remove(key);
        if (value == null) {
            return false;
        }
        bytes -= size(key, value.payload());
        if (value.expiresAtMillis() > 0) {
            expiries.remove(new Expiry(value.expiresAtMillis(), key));
        }
        return true;
    }

    private static boolean isOver(Value value, long now) {
        return value.expiresAtMillis() > 0 && value.expiresAtMillis() <= now;
    }

    private static long size(String key, Payload payload) {
        return ENTRY_BYTES + ByteText.bytes(key).length + (long) payload.bytes();
    }
}
