package moonlet.node.shared;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the values of variables are kept: an entry {@code env.storage.*}. */
public sealed interface Storage {
    /** The value; null for none. */
    String get(String name);

    /** Returns null, or why not. */
    Failure set(String name, String value);

    /** {@code env.storage.memory}: lost when the node ends. */
    record Memory(Map<String, String> values) implements Storage {
        public static Memory of(Map<String, String> first) {
            return new Memory(new ConcurrentHashMap<>(first));
        }

        @Override
        public String get(String name) {
            return values.get(name);
        }

        @Override
        public Failure set(String name, String value) {
            values.put(name, value); // only declared variables get here, so this is bounded
            return null;
        }
    }

    /** {@code env.storage.os} and {@code env.storage.static}: to read. */
    record Fixed(String id, Map<String, String> values) implements Storage {
        @Override
        public String get(String name) {
            return values.get(name);
        }

        @Override
        public Failure set(String name, String value) {
            return Failure.of(
                    ErrorKind.PERMISSION_DENIED, "storage " + id + " is read-only: " + name);
        }
    }

    /** {@code env.storage.file}: each change is written at once. */
    record File(String id, Path path, EnvFile file) implements Storage {
        @Override
        public String get(String name) {
            return file.get(name);
        }

        @Override
        public Failure set(String name, String value) {
            try {
                file.set(name, value, path);
                return null;
            } catch (CharacterCodingException notText) {
                return Failure.of(
                        ErrorKind.INVALID,
                        "storage " + id + " keeps UTF-8 text only; write other bytes in hex, say");
            } catch (IOException failed) {
                return Failure.of(
                        ErrorKind.UNAVAILABLE,
                        "storage " + id + " cannot write " + path + ": " + failed.getMessage());
            }
        }
    }

    /** {@code env.storage.router}: the first that has a value reads, the first one writes. */
    record Router(List<Storage> storages) implements Storage {
        @Override
        public String get(String name) {
            for (Storage storage : storages) {
                String value = storage.get(name);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }

        @Override
        public Failure set(String name, String value) {
            return storages.getFirst().set(name, value);
        }
    }
}
