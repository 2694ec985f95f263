package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A Lua table: {@link Contents}, and what a metatable makes of them. */
public class Table extends Contents {
    static final int WEAK_ENTRY_BYTES = 96; // a place in a table with a __mode

    private static final int INDEX_CHAIN_MAX = 100;
    private static final int INDEX_CHAIN_NEAR = 4; // an object, and three classes

    private LuaTable metatable;
    private LuaTable weak; // holds everything instead, once the metatable has a __mode

    public Table() {
        this(0, 0);
    }

    /** Room for so many list entries and other fields. */
    public Table(int entries, int fields) {
        super(entries, fields);
    }

    /** As a program asks for one, which pays for its memory. */
    public static Table create(int entries, int fields, Meter meter) {
        meter.allocate(BYTES + ENTRY_BYTES * ((long) entries + fields));
        return new Table(entries, fields);
    }

    @Override
    public final long hold(Retained retained) {
        retained.add(metatable);
        retained.add(weak);
        return super.hold(retained);
    }

    /** Sets a list entry if no metamethod can see it. */
    final boolean replace(int key, LuaValue value) {
        return replace(key, value, metatable != null);
    }

    /** What a program gets for a text that {@link #find} did not find. */
    LuaValue missing(LuaString key) {
        if (metatable == null) {
            return NIL;
        }
        return weak == null ? inherited(key) : get(key);
    }

    /** A method, mostly: found without asking each table on the way what kind of key it has. */
    private LuaValue inherited(LuaString key) {
        Table table = this;
        for (int i = 0; i < INDEX_CHAIN_MAX; i++) {
            if (!(table.handler(INDEX) instanceof Table next)) {
                return table.inherited((LuaValue) key);
            }
            LuaValue value = next.field(key);
            if (value != null) {
                return value;
            }
            table = next;
        }
        throw new LuaError("loop in gettable");
    }

    /**
     * A method that is near in one of few plain tables on the way; null also if it is elsewhere.
     */
    final LuaValue findMethod(LuaString key) {
        Table table = this;
        for (int i = 0; i < INDEX_CHAIN_NEAR; i++) {
            if (!table.lacks(key)) {
                return table.findNear(key);
            }
            if (!(table.metatable instanceof Table meta)
                    || !(meta.findNear(INDEX) instanceof Table next)
                    || table.weak != null
                    || table.getClass() != Table.class) {
                return null;
            }
            table = next;
        }
        return null;
    }

    /** The value of a field, without metamethods; or null. */
    private LuaValue field(LuaString name) {
        LuaValue value = find(name);
        if (value != null || getClass() == Table.class && weak == null) {
            return value;
        }
        LuaValue raw = rawget(name);
        return raw.isnil() ? null : raw;
    }

    final boolean hasMetatable() {
        return metatable != null;
    }

    /** A metamethod, or null. */
    private LuaValue handler(LuaString name) {
        if (metatable instanceof Table table) {
            return table.field(name);
        }
        LuaValue handler = metatable == null ? NIL : metatable.rawget(name);
        return handler.isnil() ? null : handler;
    }

    @Override
    public LuaValue get(int key) {
        LuaValue value = rawget(key);
        return value.isnil() && metatable != null ? inherited(LuaInteger.valueOf(key)) : value;
    }

    @Override
    public LuaValue get(LuaValue key) {
        LuaValue value = rawget(key);
        return value.isnil() && metatable != null ? inherited(key) : value;
    }

    private LuaValue inherited(LuaValue key) {
        Table table = this;
        for (int i = 0; i < INDEX_CHAIN_MAX; i++) {
            LuaValue handler = table.handler(INDEX);
            if (handler == null) {
                return NIL;
            }
            if (handler.isfunction()) {
                return Metamethod.call(handler, table, key);
            }
            if (!(handler instanceof Table next)) {
                return handler.get(key);
            }
            LuaValue value = next.rawget(key);
            if (!value.isnil()) {
                return value;
            }
            table = next;
        }
        throw new LuaError("loop in gettable");
    }

    @Override
    public void set(int key, LuaValue value) {
        if (!replace(key, value)) {
            set(LuaInteger.valueOf(key), value);
        }
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
        if (metatable == null) {
            checkKey(key);
            rawset(key, value);
            return;
        }
        LuaValue handler = handler(NEWINDEX);
        if (handler == null || !handler.isfunction()) {
            checkKey(key);
        }
        if (handler == null
                || !rawget(key).isnil()
                || !Metamethod.within(() -> settable(this, key, value))) {
            rawset(key, value);
        }
    }

    private static void checkKey(LuaValue key) {
        if (!key.isvalidkey()) {
            throw new LuaError("table index expected, got " + key.typename());
        }
    }

    /** For builtins that call whatever they are given: no circles, see {@link Calling#function}. */
    @Override
    protected LuaValue callmt() {
        LuaValue handler = handler(CALL);
        if (handler == null || !handler.isfunction()) {
            throw new LuaError("attempt to call a table value");
        }
        return handler;
    }

    @Override
    public int length() {
        return metatable == null ? rawlen() : len().toint();
    }

    @Override
    public LuaValue len() {
        LuaValue handler = handler(LEN);
        return handler == null
                ? LuaInteger.valueOf(rawlen())
                : Metamethod.call(handler, this, this);
    }

    @Override
    public LuaValue rawget(int key) {
        return weak == null ? super.rawget(key) : weak.rawget(key);
    }

    @Override
    public LuaValue rawget(LuaValue key) {
        return weak == null ? super.rawget(key) : weak.rawget(key);
    }

    @Override
    public void rawset(int key, LuaValue value) {
        if (weak == null) {
            super.rawset(key, value);
        } else {
            Meter.current().allocate(WEAK_ENTRY_BYTES);
            weak.rawset(key, value);
        }
    }

    @Override
    public void rawset(LuaValue key, LuaValue value) {
        if (weak == null) {
            super.rawset(key, value);
        } else {
            Meter.current().allocate(WEAK_ENTRY_BYTES);
            weak.rawset(key, value);
        }
    }

    @Override
    public int rawlen() {
        return weak == null ? super.rawlen() : weak.rawlen();
    }

    @Override
    public Varargs next(LuaValue key) {
        return weak == null ? super.next(key) : weak.next(key);
    }

    @Override
    public void presize(int entries) {
        if (weak == null) {
            super.presize(entries);
        }
    }

    @Override
    public LuaValue getmetatable() {
        return metatable;
    }

    @Override
    public LuaValue setmetatable(LuaValue value) {
        checkOpen();
        metatable = value == null ? null : value.checktable();
        boolean isWeak = metatable != null && metatable.rawget(MODE).isstring();
        if (isWeak || weak != null) {
            refill(isWeak);
        }
        return this;
    }

    /** The program pays entry by entry, and gives way to others: there may be many. */
    private void refill(boolean isWeak) {
        LuaTable held = new LuaTable();
        held.setmetatable(isWeak ? metatable : null);
        Meter meter = Meter.current();
        for (Varargs e = next(NIL); !e.arg1().isnil(); e = next(e.arg1())) {
            meter.tick();
            meter.allocate(WEAK_ENTRY_BYTES);
            held.rawset(e.arg1(), e.arg(2));
        }
        clear();
        weak = isWeak ? held : null;
        if (!isWeak) {
            for (Varargs e = held.next(NIL); !e.arg1().isnil(); e = held.next(e.arg1())) {
                meter.tick();
                rawset(e.arg1(), e.arg(2));
            }
        }
    }

    @Override
    public boolean eq_b(LuaValue value) {
        if (this == value) {
            return true;
        }
        LuaValue theirs = metatable != null && value.istable() ? value.getmetatable() : null;
        return theirs != null && Metamethod.within(() -> eqmtcall(this, metatable, value, theirs));
    }
}
