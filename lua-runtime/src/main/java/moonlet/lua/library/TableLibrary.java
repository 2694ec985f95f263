package moonlet.lua.library;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.ToText;

import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code table} (Lua 5.2 manual §6.5), and {@code table.create}. */
final class TableLibrary {
    static final Builtin UNPACK = new Builtin("unpack", TableLibrary::unpack);

    /** The most entries that {@code create} makes room for and {@code sort} sorts. */
    private static final int ENTRIES_PER_REDUCTION = 16;

    private TableLibrary() {}

    static SealedTable table() {
        return new SealedTable("table")
                .with(new Builtin("concat", TableLibrary::concat))
                .with(new Builtin("create", TableLibrary::create))
                .with(new Builtin("insert", TableLibrary::insert))
                .with(new Builtin("pack", TableLibrary::pack))
                .with(new Builtin("remove", TableLibrary::remove))
                .with(new Builtin("sort", TableLibrary::sort))
                .with(UNPACK)
                .seal();
    }

    private static Varargs concat(Varargs args) {
        LuaString separator = Arguments.string(args, 2, LuaValue.EMPTYSTRING);
        LuaTable table = Arguments.table(args, 1);
        long first = Arguments.integer(args, 3, 1);
        long last = args.arg(4).isnil() ? length(table) : Arguments.integer(args, 4);
        Meter meter = Meter.current();
        var result = new Bytes(meter);
        for (long i = first; i <= last; i++) {
            LuaValue value = get(table, i);
            LuaString text = ToText.ifString(value);
            if (text == null) {
                throw new Raised(
                        "invalid value (%s) at index %d in table for 'concat'"
                                .formatted(value.typename(), i));
            }
            meter.tick();
            result.add(text);
            if (i == last) {
                break;
            }
            result.add(separator);
        }
        return result.text();
    }

    private static Varargs create(Varargs args) {
        int entries = size(args, 1);
        int fields = size(args, 2);
        Meter.current().charge((entries + fields) / ENTRIES_PER_REDUCTION);
        return Table.create(entries, fields, Meter.current());
    }

    private static int size(Varargs args, int index) {
        long size = Arguments.integer(args, index, 0);
        int max = Meter.current().limits().tableEntriesMax();
        if (size < 0 || size > max) {
            throw Arguments.bad(
                    index,
                    "size %d is not between 0 and the limit tableEntriesMax=%d"
                            .formatted(size, max));
        }
        return (int) size;
    }

    private static Varargs insert(Varargs args) {
        LuaTable table = Arguments.table(args, 1);
        long end = length(table) + 1;
        switch (args.narg()) {
            case 2 -> set(table, end, args.arg(2));
            case 3 -> {
                long position = Arguments.integer(args, 2);
                if (position < 1 || position > end) {
                    throw Arguments.bad(2, "position out of bounds");
                }
                Meter meter = Meter.current();
                for (long i = end; i > position; i--) {
                    payForMove(meter, i);
                    set(table, i, get(table, i - 1));
                }
                set(table, position, args.arg(3));
            }
            default -> throw new Raised("wrong number of arguments to 'insert'");
        }
        return LuaValue.NONE;
    }

    private static Varargs pack(Varargs args) {
        int count = args.narg();
        Meter.current().charge(count / ENTRIES_PER_REDUCTION);
        var table = new Table(count, 1);
        for (int i = 1; i <= count; i++) {
            table.rawset(i, args.arg(i));
        }
        table.rawset(LuaValue.valueOf("n"), LuaValue.valueOf(count));
        return table;
    }

    private static Varargs remove(Varargs args) {
        LuaTable table = Arguments.table(args, 1);
        long size = length(table);
        long position = Arguments.integer(args, 2, size);
        if (position != size && (position < 1 || position > size + 1)) {
            throw Arguments.bad(2, "position out of bounds");
        }
        LuaValue removed = get(table, position);
        Meter meter = Meter.current();
        long at = position;
        for (; at < size; at++) {
            payForMove(meter, at);
            set(table, at, get(table, at + 1));
        }
        set(table, at, LuaValue.NIL);
        return removed;
    }

    private static Varargs sort(Varargs args) {
        LuaTable table = Arguments.table(args, 1);
        long size = length(table);
        int max = Meter.current().limits().tableEntriesMax();
        if (size > max) { // a __len may say anything
            throw Arguments.bad(
                    1,
                    "table of %d entries is longer than the limit tableEntriesMax=%d"
                            .formatted(size, max));
        }
        Meter.current().allocate(8 * size);
        LuaValue comparator = args.arg(2).isnil() ? LuaValue.NIL : Arguments.function(args, 2);
        if (size < 2) {
            return LuaValue.NONE;
        }
        Meter meter = Meter.current();
        meter.charge(size / ENTRIES_PER_REDUCTION);
        var values = new LuaValue[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = table.rawget(i + 1);
        }
        LuaValue[] sorted = new Sort(meter, comparator).sort(values);
        for (int i = 0; i < sorted.length; i++) {
            table.rawset(i + 1, sorted[i]);
        }
        return LuaValue.NONE;
    }

    private static Varargs unpack(Varargs args) {
        LuaTable table = Arguments.table(args, 1);
        long first = Arguments.integer(args, 2, 1);
        long last = args.arg(3).isnil() ? length(table) : Arguments.integer(args, 3);
        if (first > last) {
            return LuaValue.NONE;
        }
        long count = last - first + 1;
        if (count <= 0 || count > StringLibrary.RESULTS_MAX) {
            throw new Raised("too many results to unpack");
        }
        Meter.current().charge(count / ENTRIES_PER_REDUCTION);
        var values = new LuaValue[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(table, first + i);
        }
        return LuaValue.varargsOf(values);
    }

    private static void payForMove(Meter meter, long index) {
        if (index % ENTRIES_PER_REDUCTION == 0) {
            meter.tick();
        }
    }

    /** What {@code #} gives, which a metamethod may decide. */
    private static long length(LuaTable table) {
        LuaValue length = table.metatag(LuaValue.LEN).isnil() ? null : table.len();
        if (length == null) {
            return table.rawlen();
        }
        if (!(length instanceof LuaNumber)) {
            throw new Raised("object length is not a number");
        }
        return (long) length.todouble();
    }

    private static LuaValue get(LuaTable table, long index) {
        return index == (int) index
                ? table.rawget((int) index)
                : table.rawget(LuaValue.valueOf((double) index));
    }

    private static void set(LuaTable table, long index, LuaValue value) {
        if (index == (int) index) {
            table.rawset((int) index, value);
        } else {
            table.rawset(LuaValue.valueOf((double) index), value);
        }
    }
}
