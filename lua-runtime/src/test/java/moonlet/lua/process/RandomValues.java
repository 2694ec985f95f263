package moonlet.lua.process;

import moonlet.lua.engine.Table;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values as they are in payloads, made by chance: the same seed gives the same ones. */
final class RandomValues {
    private static final int DEPTH_MAX = 5;

    private final Random random;
    private final List<LuaValue> made = new ArrayList<>(); // to be met again

    RandomValues(Random random) {
        this.random = random;
    }

    LuaPayload payload() {
        made.clear();
        LuaValue[] values = new LuaValue[random.nextInt(3) == 0 ? random.nextInt(5) : 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(0);
        }
        return new LuaPayload(LuaValue.varargsOf(values), 100);
    }

    private LuaValue value(int depth) {
        return switch (random.nextInt(depth < DEPTH_MAX ? 14 : 10)) {
            case 0 -> LuaValue.NIL;
            case 1 -> LuaValue.valueOf(random.nextBoolean());
            case 2 -> LuaValue.valueOf(random.nextInt(70));
            case 3 -> LuaValue.valueOf(random.nextInt() >> random.nextInt(32));
            case 4 -> LuaValue.valueOf(Double.longBitsToDouble(random.nextLong()));
            case 5 -> LuaValue.valueOf(random.nextInt(1000) / 8.0);
            case 6, 7, 8 -> string();
            case 9 -> made.isEmpty() ? LuaValue.TRUE : made.get(random.nextInt(made.size()));
            case 10 -> failure();
            default -> table(depth);
        };
    }

    private LuaString string() {
        byte[] bytes = new byte[random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(9)];
        random.nextBytes(bytes);
        return LuaString.valueUsing(bytes);
    }

    private LuaTable table(int depth) {
        LuaTable table = new Table();
        made.add(table);
        int items = random.nextInt(6);
        for (int i = 1; i <= items; i++) {
            table.rawset(i, value(depth + 1)); // nil makes a gap
        }
        int fields = random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            LuaValue key = value(depth + 1);
            if (key.isvalidkey()) {
                table.rawset(key, value(depth + 1));
            }
        }
        return table;
    }

    private Fault failure() {
        Fault fault =
                new Fault(
                        new Failure(
                                ErrorKind.values()[random.nextInt(ErrorKind.values().length)],
                                "m" + random.nextInt(),
                                random.nextBoolean() ? random.nextBoolean() : null,
                                random.nextBoolean() ? details() : null,
                                random.nextBoolean() ? "a.lua:1" : null));
        made.add(fault);
        return fault;
    }

    private static LuaPayload details() {
        LuaTable details = new Table();
        details.set("n", LuaValue.valueOf(7));
        return new LuaPayload(details, 100);
    }
}
