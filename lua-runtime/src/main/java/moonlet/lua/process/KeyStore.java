package moonlet.lua.process;

import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

import java.util.List;

/** A store of values under keys, shared by all processes of a node (specification §11). */
public interface KeyStore {
    /** How many keys {@link #keys} gives at most. */
    int KEYS_MAX = 1_000;

    /**
     * A value that can be read any number of times.
     *
     * @param expiresAtMillis Unix time; 0: never
     */
    record Value(Payload payload, long expiresAtMillis) {}

    /**
     * How full it is.
     *
     * @param bytes of keys and values
     */
    record Fill(int entries, long bytes, int entriesMax, long bytesMax) {}

    /**
     * Puts a value under a key, in place of the one before.
     *
     * @param ttlMillis how long it stays; 0: for ever
     * @return null, or why not: the store is full
     */
    Failure set(String key, Payload value, long ttlMillis);

    /** The value under a key; null for none. */
    Value get(String key);

    /** Takes a value away; returns whether there was one. */
    boolean delete(String key);

    /** The first keys that start with {@code prefix}, in the order of their characters. */
    List<String> keys(String prefix, int max);

    Fill fill();
}
