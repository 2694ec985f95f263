package moonlet.lua.engine;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.TailcallVarargs;
import org.luaj.vm2.UpValue;
import org.luaj.vm2.Varargs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how many bytes a process keeps in memory: everything that Lua code can reach from what
 * was {@linkplain #add added}, each object once. What all processes share counts nothing. The
 * process pays for the walk, and gives way to others in it; nothing changes meanwhile, since only
 * its own code changes its values.
 *
 * <p>To know each object again is what takes the time: some 0.1 µs for each that the processor's
 * caches have not at hand. So a first walk counts small texts as often as it meets them; only if
 * that is too much, a second one counts all objects once.
 *
 * <p>Sizes are those of a JVM with compressed references, without padding: an estimate.
 */
public final class Retained {
    private static final int STEPS_PER_REDUCTION = 16;
    private static final int OBJECT_BYTES = 24;
    private static final int NUMBER_BYTES = 16;
    private static final int ARRAY_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;
    private static final int OBJECTS_MAX = 1 << 24; // that it makes room for at once
    private static final int SMALL_TEXT_BYTES_MAX = 256;

    private final Meter meter;
    private final List<Object> roots = new ArrayList<>();
    private final ArrayDeque<Object> open = new ArrayDeque<>();
    private int objects; // that the last walk had to know again; before, what is expected
    private IdentitySet seen; // null until the walk begins
    private boolean exact;
    private long bytes;
    private int steps;

    /**
     * @param expected how many {@link #objects} there probably are
     */
    public Retained(Meter meter, int expected) {
        this.meter = meter;
        this.objects = expected;
    }

    /** Something that the process holds; anything but Lua values and holders counts nothing. */
    public void add(Object object) {
        if (seen == null) {
            roots.add(object);
            return;
        }
        switch (object) {
            case null -> {
                // nothing
            }
            case LuaDouble _ -> bytes += NUMBER_BYTES;
            case LuaInteger _ -> bytes += NUMBER_BYTES;
            case SealedTable _ -> {
                // shared by all processes
            }
            case LuaString text when !exact && text.m_bytes.length <= SMALL_TEXT_BYTES_MAX ->
                    bytes += OBJECT_BYTES + ARRAY_BYTES + text.m_bytes.length;
            case Varargs _, Holder _, LuaValue[] _, UpValue _, byte[] _ -> {
                if (seen.add(object)) {
                    open.push(object);
                }
            }
            default -> {
                // a Java object that holds no values, or one that says so by being no Holder
            }
        }
    }

    /** As {@link #add}, of an array in which null stands for nothing; returns its bytes. */
    public long addAll(Object[] objects) {
        for (Object object : objects) {
            add(object);
            step();
        }
        return arrayBytes(objects.length);
    }

    static long arrayBytes(int length) {
        return ARRAY_BYTES + (long) REFERENCE_BYTES * length;
    }

    /**
     * Walks to the end; returns the bytes of all that was reached: at least what they are, and
     * exactly that if it is more than {@code max}.
     */
    public long measure(long max) {
        long roughly = walk(false);
        return roughly > max ? walk(true) : roughly;
    }

    private long walk(boolean exactly) {
        exact = exactly;
        seen = new IdentitySet(Math.min(objects, OBJECTS_MAX));
        bytes = 0;
        addAll(roots.toArray());
        while (!open.isEmpty()) {
            long own = size(open.pop()); // adds to the bytes itself
            bytes += own;
            step();
        }
        objects = seen.size();
        return bytes;
    }

    /** How many objects the walk had to know again. */
    public int objects() {
        return objects;
    }

    private long size(Object object) {
        return switch (object) {
            case LuaString text -> {
                add(text.m_bytes);
                yield OBJECT_BYTES;
            }
            case byte[] array -> ARRAY_BYTES + array.length;
            case Holder holder -> holder.hold(this);
            case LuaTable weak -> weak(weak);
            case LuaValue _ -> OBJECT_BYTES;
            // To ask it for its values would be to call once more. What it is given is on the stack
            // of the call, too.
            case TailcallVarargs _ -> OBJECT_BYTES;
            case Varargs values -> {
                for (int i = 1; i <= values.narg(); i++) {
                    add(values.arg(i));
                    step();
                }
                yield OBJECT_BYTES + (long) REFERENCE_BYTES * values.narg();
            }
            case LuaValue[] values -> addAll(values);
            case UpValue cell -> {
                add(cell.getValue());
                yield OBJECT_BYTES + arrayBytes(1);
            }
            default -> 0;
        };
    }

    /** What only a weak reference leads to is not kept; texts and numbers always are. */
    private long weak(LuaTable table) {
        LuaValue mode = table.getmetatable() == null ? LuaValue.NIL : weakMode(table);
        boolean weakKeys = isIn(mode, 'k');
        boolean weakValues = isIn(mode, 'v');
        long own = 2 * OBJECT_BYTES;
        for (Varargs pair = table.next(LuaValue.NIL);
                !pair.arg1().isnil();
                pair = table.next(pair.arg1())) {
            own += Table.WEAK_ENTRY_BYTES;
            if (!weakKeys || !isCollected(pair.arg1())) {
                add(pair.arg1());
            }
            if (!weakValues || !isCollected(pair.arg(2))) {
                add(pair.arg(2));
            }
            step();
        }
        return own;
    }

    private static boolean isIn(LuaValue mode, char letter) {
        return mode instanceof LuaString text && text.indexOf((byte) letter, 0) >= 0;
    }

    private static boolean isCollected(LuaValue value) {
        return !(value instanceof LuaString || value instanceof LuaNumber);
    }

    private static LuaValue weakMode(LuaTable table) {
        return ((LuaTable) table.getmetatable()).rawget(LuaValue.MODE);
    }

    private void step() {
        if (++steps % STEPS_PER_REDUCTION == 0) {
            meter.tick();
        }
    }
}
