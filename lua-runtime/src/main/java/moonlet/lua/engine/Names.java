package moonlet.lua.engine;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One object for each short text that names something in a program or a module, so that a lookup by
 * a constant mostly compares no bytes. A name that finds no room here is merely slower: equal texts
 * are the same to Lua, whichever object holds them.
 */
final class Names {
    private static final int PLACES = 16_384; // a power of two
    private static final int PROBES_MAX = 8;
    private static final int BYTES_MAX = 40;
    private static final AtomicReferenceArray<LuaString> KNOWN = new AtomicReferenceArray<>(PLACES);

    static {
        of(LuaValue.INDEX); // the metamethod that methods are found by
    }

    private Names() {}

    /** The object for a name. */
    static LuaString of(LuaString name) {
        if (name.m_length > BYTES_MAX) {
            return name;
        }
        int start = name.hashCode();
        for (int i = start; i < start + PROBES_MAX; i++) {
            int place = i & PLACES - 1;
            LuaString known = KNOWN.get(place);
            if (known == null) {
                known = KNOWN.compareAndSet(place, null, name) ? name : KNOWN.get(place);
            }
            if (known.raweq(name)) {
                return known;
            }
        }
        return name;
    }

    /** Has the constants of a function, and of those inside it, share their objects. */
    static void share(Prototype prototype) {
        for (int i = 0; i < prototype.k.length; i++) {
            if (prototype.k[i] instanceof LuaString text) {
                prototype.k[i] = of(text);
            }
        }
        for (Prototype inner : prototype.p) {
            share(inner);
        }
    }
}
