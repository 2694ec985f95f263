package moonlet.lua.process;

import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Table;
import moonlet.protocol.Failure;
import moonlet.protocol.codec.EncodedPayload;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Copies values so that two processes share nothing. Cycles and shared tables keep their shape;
 * metatables are dropped; errors survive, a {@code payload.new} value is unwrapped, any other
 * userdata and coroutines become nil (specification §2, "Isolation").
 */
final class Copier {
    /** The values cannot be sent; the message says why and where in them. */
    static final class NotSendable extends Exception {
        private static final long serialVersionUID = 1L;

        NotSendable(String text) {
            super(text, null, false, false);
        }
    }

    private static final int VALUE_BYTES = 16;
    private static final int STRING_BYTES = 24;
    private static final int TABLE_BYTES = 56;

    private final int bytesMax;
    private final int depthMax;
    private final boolean strict;
    private Map<LuaTable, LuaTable> copies;
    private LuaTable onlyTable; // the first table, until a second one makes the map worth while
    private LuaTable onlyCopy;
    private long bytes;

    private Copier(Limits limits, boolean strict) {
        this(limits.messageBytesMax(), limits.messageDepthMax(), strict);
    }

    private Copier(int bytesMax, int depthMax, boolean strict) {
        this.bytesMax = bytesMax;
        this.depthMax = depthMax;
        this.strict = strict;
    }

    /** What a program sends: a function in it is an error. */
    static LuaPayload strict(Varargs values, Limits limits) throws NotSendable {
        return new Copier(limits, true).payload(values);
    }

    /** The values from number {@code first} on as one list, which is made as their copy. */
    static LuaPayload strictList(Varargs values, int first, Limits limits) throws NotSendable {
        Copier copier = new Copier(limits, true);
        copier.count(TABLE_BYTES);
        Table list = new Table(values.narg() - first + 1, 0);
        for (int i = first; i <= values.narg(); i++) {
            copier.count(VALUE_BYTES); // its place in the list
            list.rawset(i - first + 1, copier.copy(values.arg(i), 1));
        }
        return new LuaPayload(list, (int) copier.bytes);
    }

    /** What a process keeps for its next code: as strict, and as large as the process may be. */
    static LuaPayload state(Varargs values, Limits limits) throws NotSendable {
        return new Copier(Integer.MAX_VALUE, limits.messageDepthMax(), true).payload(values);
    }

    /** A value that any number of processes can read, each for itself. */
    static EncodedPayload shared(LuaValue value, Limits limits) throws NotSendable {
        return new EncodedPayload(PackedWriter.write(strict(value, limits)));
    }

    /** What a process leaves behind: what cannot be copied becomes nil. */
    static LuaPayload result(LuaValue value, Limits limits) throws NotSendable {
        return new Copier(limits, false).payload(value);
    }

    /** As {@link #result}, and nothing at all if it is too large. */
    static LuaPayload lenient(LuaValue value, Limits limits) {
        try {
            return result(value, limits);
        } catch (NotSendable tooLarge) {
            return LuaPayload.NOTHING;
        }
    }

    /** Another copy of what was copied before, within the limits of who made it. */
    static LuaValue again(LuaValue copied) {
        try {
            return new Copier(Integer.MAX_VALUE, Integer.MAX_VALUE, false).copy(copied, 0);
        } catch (NotSendable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private LuaPayload payload(Varargs values) throws NotSendable {
        int count = values.narg();
        if (count == 0) {
            return LuaPayload.NOTHING;
        }
        if (count == 1) {
            LuaValue copy = copy(values.arg1(), 0);
            return new LuaPayload(copy, (int) bytes);
        }
        LuaValue[] copies = new LuaValue[count];
        for (int i = 0; i < count; i++) {
            copies[i] = copy(values.arg(i + 1), 0);
        }
        return new LuaPayload(LuaValue.varargsOf(copies), (int) bytes);
    }

    private LuaValue copy(LuaValue value, int depth) throws NotSendable {
        return switch (value) {
            case LuaString string -> {
                count(STRING_BYTES + string.m_length);
                yield compact(string);
            }
            case LuaTable table -> table(table, depth);
            case LuaFunction _ when strict ->
                    throw new NotSendable(
                            "a function cannot be sent to another process; send the data it needs"
                                    + " and let the receiver have the code");
            case Fault fault -> {
                count(STRING_BYTES + fault.bytes());
                Failure own = fault.failure();
                yield own.permanent() ? new Fault(own.ofAnother()) : fault; // immutable
            }
            case PayloadValue wrapped -> copy(wrapped.data(), depth);
            default -> {
                count(VALUE_BYTES);
                yield switch (value.type()) {
                    case LuaValue.TNUMBER, LuaValue.TBOOLEAN -> value;
                    default -> LuaValue.NIL;
                };
            }
        };
    }

    private LuaTable table(LuaTable table, int depth) throws NotSendable {
        LuaTable known = table == onlyTable ? onlyCopy : copies == null ? null : copies.get(table);
        if (known != null) {
            return known;
        }
        if (depth >= depthMax) {
            throw new NotSendable(
                    "tables are nested deeper than the limit messageDepthMax=" + depthMax);
        }
        count(TABLE_BYTES);
        LuaTable copy = new Table(Math.min(table.rawlen(), 1 << 16), 0);
        remember(table, copy);
        // A pair is read by its key, so that a huge table is charged for while it is walked.
        LuaValue key = LuaValue.NIL;
        while (true) {
            Varargs pair = rawNext(table, key);
            key = pair.arg1();
            if (key.isnil()) {
                return copy;
            }
            LuaValue copiedKey = copy(key, depth + 1);
            LuaValue copiedValue = copy(pair.arg(2), depth + 1);
            if (!copiedKey.isnil()) {
                copy.rawset(copiedKey, copiedValue);
            }
        }
    }

    private static Varargs rawNext(LuaTable table, LuaValue key) {
        Meter.current().tick();
        return table.next(key);
    }

    private void remember(LuaTable table, LuaTable copy) {
        if (onlyTable == null) {
            onlyTable = table;
            onlyCopy = copy;
            return;
        }
        if (copies == null) {
            copies = new IdentityHashMap<>();
        }
        copies.put(table, copy);
    }

    private void count(long more) throws NotSendable {
        bytes += more;
        if (bytes > bytesMax) {
            throw new NotSendable(
                    "message is larger than the limit messageBytesMax="
                            + bytesMax
                            + " bytes; send it in parts");
        }
    }

    /** A short piece of a long string must not keep the whole of it alive. */
    private static LuaString compact(LuaString string) {
        if (string.m_bytes.length <= 2 * string.m_length + 64) {
            return string;
        }
        byte[] bytes = new byte[string.m_length];
        string.copyInto(0, bytes, 0, bytes.length);
        return LuaString.valueUsing(bytes);
    }
}
