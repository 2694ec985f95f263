package moonlet.lua.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import moonlet.lua.engine.Meter;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.IdentityHashMap;
import java.util.Map;

/** Compares values with what they should be: equal, and shared where those are shared. */
final class SameShape {
    private final Map<LuaValue, LuaValue> partners = new IdentityHashMap<>();

    private SameShape() {}

    static void check(Varargs expected, Varargs found) {
        SameShape shape = new SameShape();
        assertEquals(expected.narg(), found.narg());
        for (int i = 1; i <= expected.narg(); i++) {
            shape.same(expected.arg(i), found.arg(i));
        }
    }

    private void same(LuaValue expected, LuaValue found) {
        assertEquals(expected.type(), found.type());
        boolean holdsOthers = expected.istable() || expected instanceof Fault;
        LuaValue partner = holdsOthers ? partners.putIfAbsent(expected, found) : null;
        if (partner != null) {
            assertSame(partner, found);
        } else if (expected instanceof Fault fault) {
            same(fault.failure(), ((Fault) found).failure());
        } else if (expected instanceof LuaTable table) {
            same(table, (LuaTable) found);
        } else if (expected.type() == LuaValue.TNUMBER) {
            assertEquals(expected.todouble(), found.todouble());
        } else {
            assertEquals(expected, found);
        }
    }

    private void same(LuaTable expected, LuaTable found) {
        LuaValue[] keys = expected.keys();
        assertEquals(keys.length, found.keys().length);
        for (LuaValue key : keys) {
            if (!key.istable() && !(key instanceof Fault)) {
                same(expected.rawget(key), found.rawget(key));
            }
        }
    }

    private static void same(Failure expected, Failure found) {
        assertEquals(expected.kind(), found.kind());
        assertEquals(expected.message(), found.message());
        assertEquals(expected.retryable(), found.retryable());
        assertEquals(expected.stack(), found.stack());
        assertEquals(expected.details() == null, found.details() == null);
        if (expected.details() != null) {
            check(values(expected.details()), values(found.details()));
        }
    }

    private static Varargs values(Payload payload) {
        return LuaPayload.of(payload, Meter.current()).values();
    }
}
