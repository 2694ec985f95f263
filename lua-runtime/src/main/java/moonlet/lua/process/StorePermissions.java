package moonlet.lua.process;

import moonlet.lua.engine.Utf8;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.util.Map;

/** What a process needs to use stores: the resource is always the id of the store. */
final class StorePermissions {
    static final Permission OPEN = new Permission("store.get", "use store");
    static final Permission GET = new Permission("store.key.get", "get keys of store");
    static final Permission SET = new Permission("store.key.set", "set keys of store");
    static final Permission DELETE = new Permission("store.key.delete", "delete keys of store");
    static final Permission HAS = new Permission("store.key.has", "look for keys of store");
    static final Permission LIST = new Permission("store.key.list", "list keys of store");

    private StorePermissions() {}

    /**
     * Returns null, or why the store must not be used so. Policies find the key, or the prefix of
     * those that are listed, as {@code meta.key}.
     */
    static Failure check(Permission permission, StoreHandle store, LuaValue key) {
        LuaProcess process = LuaProcess.self();
        if (!process.world().permissions().areChecked()) {
            return null;
        }
        Map<String, String> attributes =
                key instanceof LuaString text && text.m_length <= StoreModule.KEY_BYTES_MAX
                        ? Map.of("key", Utf8.string(text))
                        : Map.of();
        return permission.check(process, store.id(), attributes);
    }
}
