package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.codec.EncodedPayload;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The module {@code store}, and the methods of a store (specification §11). */
final class StoreModule {
    static final int KEY_BYTES_MAX = 1024;
    private static final int KEYS_DEFAULT = 100;
    private static final double TTL_SECONDS_MAX = 1e10;
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("store methods")
                            .with(
                                    method(
                                            "set",
                                            StorePermissions.SET,
                                            StoreModule::set,
                                            "key",
                                            "value"))
                            .with(
                                    method(
                                            "put",
                                            StorePermissions.SET,
                                            StoreModule::set,
                                            "key",
                                            "value"))
                            .with(method("get", StorePermissions.GET, StoreModule::value, "key"))
                            .with(method("entry", StorePermissions.GET, StoreModule::entry, "key"))
                            .with(method("has", StorePermissions.HAS, StoreModule::has, "key"))
                            .with(
                                    method(
                                            "delete",
                                            StorePermissions.DELETE,
                                            StoreModule::delete,
                                            "key"))
                            .with(method("list", StorePermissions.LIST, StoreModule::list))
                            .with(method("info", StorePermissions.OPEN, StoreModule::info))
                            .with(new Builtin("release", StoreModule::release)),
                    new Builtin("__tostring", args -> Utf8.bytes(handle(args).text())));

    private StoreModule() {}

    static SealedTable create() {
        return new SealedTable("store")
                .with(Signature.of("store.get", "id").builtin(StoreModule::open))
                .seal();
    }

    private static Varargs open(Varargs args) {
        if (!(args.arg1() instanceof LuaString id)) {
            throw Arguments.expected(args, 1, "string (\"namespace:name\" of a store.memory)");
        }
        if (id.m_length == 0) {
            return Fault.results(ErrorKind.INVALID, "empty store id");
        }
        String name = Utf8.string(id);
        Failure refused = StorePermissions.OPEN.check(LuaProcess.self(), name);
        if (refused != null) {
            return Fault.results(refused);
        }
        KeyStore store = LuaProcess.self().world().facilities().store(name);
        return store != null
                ? new StoreHandle(METATABLE, name, store)
                : Fault.results(
                        ErrorKind.NOT_FOUND,
                        "store not found: \"" + name + "\"; it is an entry of kind store.memory");
    }

    private static Varargs set(StoreHandle handle, Varargs args) {
        Failure wrong = wrongKey(args);
        if (wrong != null) {
            return Fault.results(wrong);
        }
        LuaValue value = args.arg(3);
        if (value.isnil()) {
            return Fault.results(ErrorKind.INVALID, "nil cannot be stored; delete the key instead");
        }
        double seconds = args.arg(4).isnil() ? 0 : Arguments.real(args, 4);
        if (!(seconds >= 0 && seconds <= TTL_SECONDS_MAX)) {
            return Fault.results(
                    ErrorKind.INVALID, "ttl is a number of seconds, at least 0 (for ever)");
        }
        EncodedPayload payload;
        try {
            payload = Copier.shared(value, LuaProcess.self().limits());
        } catch (Copier.NotSendable unfit) {
            return Fault.results(ErrorKind.INVALID, unfit.getMessage());
        }
        if (value.isuserdata() && LuaPayload.of(payload, LuaProcess.self()).value().isnil()) {
            return Fault.results(
                    ErrorKind.INVALID, "a channel or other object of its process cannot be stored");
        }
        long millis = (long) Math.ceil(seconds * 1000);
        String key = key(args);
        return ProcessModule.done(Pinned.call(() -> handle.store().set(key, payload, millis)));
    }

    private static Varargs value(StoreHandle handle, Varargs args) {
        return found(handle, args, StoreModule::read);
    }

    /** A value with what is known of it. */
    private static Varargs entry(StoreHandle handle, Varargs args) {
        return found(
                handle,
                args,
                value -> {
                    LuaTable entry = new Table(0, 4);
                    entry.set("key", args.arg(2));
                    entry.set("value", read(value));
                    if (value.expiresAtMillis() > 0) {
                        entry.set("expires_at", number(value.expiresAtMillis() / 1000.0));
                    }
                    return entry;
                });
    }

    private static Varargs found(
            StoreHandle handle, Varargs args, Function<KeyStore.Value, LuaValue> as) {
        Failure wrong = wrongKey(args);
        if (wrong != null) {
            return Fault.results(wrong);
        }
        String key = key(args);
        KeyStore.Value value = Pinned.call(() -> handle.store().get(key));
        return value == null
                ? Fault.results(ErrorKind.NOT_FOUND, "key not found: " + key)
                : as.apply(value);
    }

    private static Varargs has(StoreHandle handle, Varargs args) {
        return answer(args, key -> handle.store().get(key) != null);
    }

    private static Varargs delete(StoreHandle handle, Varargs args) {
        return answer(args, handle.store()::delete);
    }

    private static Varargs answer(Varargs args, Predicate<String> question) {
        Failure wrong = wrongKey(args);
        if (wrong != null) {
            return Fault.results(wrong);
        }
        String key = key(args);
        boolean answer = Pinned.call(() -> question.test(key));
        return LuaValue.valueOf(answer);
    }

    private static Varargs list(StoreHandle handle, Varargs args) {
        String prefix = Utf8.string(Arguments.string(args, 2, LuaValue.EMPTYSTRING));
        long max = Arguments.integer(args, 3, KEYS_DEFAULT);
        if (max < 1 || max > KeyStore.KEYS_MAX) {
            return Fault.results(
                    ErrorKind.INVALID,
                    "list gives 1 to " + KeyStore.KEYS_MAX + " keys; asked for " + max);
        }
        List<String> keys = Pinned.call(() -> handle.store().keys(prefix, (int) max));
        LuaProcess.self().charge(keys.size());
        LuaTable list = new Table(keys.size(), 0);
        for (int i = 0; i < keys.size(); i++) {
            list.rawset(i + 1, Utf8.bytes(keys.get(i)));
        }
        return list;
    }

    private static Varargs info(StoreHandle handle, Varargs args) {
        KeyStore.Fill fill = Pinned.call(() -> handle.store().fill());
        LuaTable info = new Table(0, 5);
        info.set("id", Utf8.bytes(handle.id()));
        info.set("entries", number(fill.entries()));
        info.set("bytes", number(fill.bytes()));
        info.set("max_size", number(fill.entriesMax()));
        info.set("max_bytes", number(fill.bytesMax()));
        return info;
    }

    private static Varargs release(Varargs args) {
        handle(args).release();
        return LuaValue.TRUE;
    }

    private static LuaValue read(KeyStore.Value value) {
        LuaProcess process = LuaProcess.self();
        process.allocate(value.payload().bytes());
        return LuaPayload.of(value.payload(), process).value();
    }

    private static LuaValue number(double value) {
        return LuaValue.valueOf(value);
    }

    private static Failure wrongKey(Varargs args) {
        if (!(args.arg(2) instanceof LuaString key)) {
            throw Arguments.expected(args, 2, "string (key)");
        }
        return key.m_length > 0 && key.m_length <= KEY_BYTES_MAX
                ? null
                : Failure.of(
                        ErrorKind.INVALID,
                        "a key has 1 to " + KEY_BYTES_MAX + " bytes; this one has " + key.m_length);
    }

    private static String key(Varargs args) {
        return Utf8.string(args.arg(2).checkstring());
    }

    private static StoreHandle handle(Varargs args) {
        return Arguments.instance(args, 1, StoreHandle.class, "store");
    }

    /** A method of a store that is not released, for processes with a permission. */
    private static Builtin method(
            String name, Permission permission, Method body, String... required) {
        return Signature.of("Store:" + name, required)
                .builtin(
                        args -> {
                            StoreHandle handle = handle(args);
                            if (handle.isReleased()) {
                                return Fault.results(ErrorKind.INVALID, "store is released");
                            }
                            Failure refused =
                                    StorePermissions.check(permission, handle, args.arg(2));
                            return refused != null
                                    ? Fault.results(refused)
                                    : body.call(handle, args);
                        });
    }

    /** What a method does; the arguments begin with the store. */
    @FunctionalInterface
    private interface Method {
        Varargs call(StoreHandle handle, Varargs args);
    }
}
