package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.CELL;
import static moonlet.lua.engine.compiled.Symbols.COMPILED;
import static moonlet.lua.engine.compiled.Symbols.OPERATIONS;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.type;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.Arrays;

/**
 * The Lua registers of a function as JVM locals: each has up to three, for a value, a long and a
 * double, and its kind tells which of them count. A register that closures share holds a cell.
 */
final class Registers {
    private final CodeBuilder code;
    private final boolean[] cells;
    private final int[] boxed;
    private final int[] longs;
    private final int[] doubles;
    private Kinds kinds;

    /**
     * @param parameters how many of the first registers are parameters of the method
     */
    Registers(CodeBuilder code, boolean[] cells, int parameters) {
        this.code = code;
        this.cells = cells;
        boxed = new int[cells.length];
        longs = new int[cells.length];
        doubles = new int[cells.length];
        Arrays.fill(longs, -1);
        Arrays.fill(doubles, -1);
        for (int r = 0; r < boxed.length; r++) {
            boxed[r] =
                    r < parameters ? code.parameterSlot(r) : code.allocateLocal(TypeKind.REFERENCE);
        }
    }

    /** From here on the registers are of these kinds. */
    void become(Kinds now) {
        kinds = now.copy();
    }

    Kinds kinds() {
        return kinds;
    }

    boolean isCell(int register) {
        return cells[register];
    }

    /** Makes the cell of a register, with the parameter or nil in it. */
    void makeCell(int register, boolean parameter) {
        if (parameter) {
            code.aload(boxed[register]);
        } else {
            nil();
        }
        code.invokestatic(COMPILED, "cell", type(CELL, VALUE)).astore(boxed[register]);
    }

    /** Gives a register a new cell with the same value: the scope of a variable ended. */
    void renewCell(int register) {
        pushCell(register);
        code.invokestatic(COMPILED, "fresh", type(CELL, CELL)).astore(boxed[register]);
    }

    void pushCell(int register) {
        code.aload(boxed[register]);
    }

    void nil() {
        code.getstatic(VALUE, "NIL", VALUE);
    }

    void setNil(int register) {
        nil();
        storeBoxed(register);
    }

    void pushBoxed(int register) {
        if (cells[register]) {
            code.aload(boxed[register]).invokevirtual(CELL, "getValue", type(VALUE));
            return;
        }
        switch (kinds.of(register)) {
            case BOXED -> code.aload(boxed[register]);
            case LONG -> {
                code.lload(longs(register));
                box(Kind.LONG);
            }
            case DOUBLE -> {
                code.dload(doubles(register));
                box(Kind.DOUBLE);
            }
            case PAIR ->
                    code.aload(boxed[register])
                            .dload(doubles(register))
                            .invokestatic(OPERATIONS, "boxed", type(VALUE, VALUE, CD_double));
        }
    }

    /** Boxes the number on the stack. */
    void box(Kind kind) {
        var number = kind == Kind.LONG ? CD_long : CD_double;
        code.invokestatic(OPERATIONS, "boxed", type(VALUE, number));
    }

    /** The number in a register, or NaN for what is none. */
    void pushDouble(int register) {
        if (cells[register]) {
            pushBoxed(register);
            code.invokestatic(OPERATIONS, "likely", type(CD_double, VALUE));
            return;
        }
        switch (kinds.of(register)) {
            case BOXED ->
                    code.aload(boxed[register])
                            .invokestatic(OPERATIONS, "likely", type(CD_double, VALUE));
            case LONG -> code.lload(longs(register)).l2d();
            case DOUBLE, PAIR -> code.dload(doubles(register));
        }
    }

    void pushLong(int register) {
        code.lload(longs(register));
    }

    void storeBoxed(int register) {
        if (cells[register]) {
            code.aload(boxed[register])
                    .swap()
                    .invokevirtual(CELL, "setValue", type(CD_void, VALUE));
            return;
        }
        code.astore(boxed[register]);
        kinds.set(register, Kind.BOXED);
    }

    /** Stores the long or double on the stack. */
    void storeNumber(int register, Kind kind) {
        if (cells[register]) {
            box(kind);
            storeBoxed(register);
        } else if (kind == Kind.LONG) {
            code.lstore(longs(register));
        } else {
            code.dstore(doubles(register));
        }
        kinds.set(register, cells[register] ? Kind.BOXED : kind);
    }

    /** Stores the double on the stack as a likely number. */
    void storePairNumber(int register) {
        code.dstore(doubles(register)).aconst_null().astore(boxed[register]);
        kinds.set(register, Kind.PAIR);
    }

    /** Stores the value on the stack, as what it is or as a likely number. */
    void storeAs(int register, Kind kind) {
        if (kind != Kind.PAIR) {
            storeBoxed(register);
            return;
        }
        code.astore(boxed[register]).loadConstant(Double.NaN).dstore(doubles(register));
        kinds.set(register, Kind.PAIR);
    }

    void move(int from, int to) {
        if (cells[from] || cells[to]) {
            pushBoxed(from);
            storeBoxed(to);
            return;
        }
        Kind kind = kinds.of(from);
        switch (kind) {
            case BOXED -> code.aload(boxed[from]).astore(boxed[to]);
            case LONG -> code.lload(longs(from)).lstore(longs(to));
            case DOUBLE -> code.dload(doubles(from)).dstore(doubles(to));
            case PAIR ->
                    code.aload(boxed[from])
                            .astore(boxed[to])
                            .dload(doubles(from))
                            .dstore(doubles(to));
        }
        kinds.copy(from, to);
    }

    /** Whether going on at an instruction that finds {@code wanted} needs no conversion. */
    boolean fit(Kinds wanted) {
        for (int r = 0; r < cells.length; r++) {
            if (!cells[r] && wanted.of(r) != null && wanted.of(r) != kinds.of(r)) {
                return false;
            }
        }
        return true;
    }

    /** Makes the registers what an instruction expects to find. */
    void convert(Kinds wanted) {
        for (int r = 0; r < cells.length; r++) {
            if (!cells[r] && wanted.of(r) != null && wanted.of(r) != kinds.of(r)) {
                convert(r, wanted.of(r));
            }
        }
    }

    private void convert(int register, Kind wanted) {
        boolean unset = kinds.of(register) == null;
        if (unset) {
            setNil(register); // nobody reads it on this path, but the JVM wants to see it set
        }
        switch (wanted) {
            case BOXED -> {
                if (kinds.of(register) != Kind.BOXED) {
                    pushBoxed(register);
                    storeBoxed(register);
                }
            }
            case DOUBLE -> {
                pushDouble(register);
                storeNumber(register, Kind.DOUBLE);
            }
            case PAIR -> {
                if (kinds.of(register) == Kind.BOXED) {
                    unbox(register);
                } else {
                    pushDouble(register);
                    storePairNumber(register);
                }
            }
            case LONG -> {
                if (!unset) {
                    throw new IllegalStateException("no way back to a whole number");
                }
                code.lconst_0();
                storeNumber(register, Kind.LONG);
            }
        }
    }

    /** Makes a value a likely number, which keeps its box. */
    void unbox(int register) {
        code.aload(boxed[register])
                .invokestatic(OPERATIONS, "likely", type(CD_double, VALUE))
                .dstore(doubles(register));
        kinds.set(register, Kind.PAIR);
    }

    void pushTruth(int register) {
        pushBoxed(register);
        code.invokestatic(OPERATIONS, "truth", type(CD_boolean, VALUE));
    }

    private int longs(int register) {
        if (longs[register] < 0) {
            longs[register] = code.allocateLocal(TypeKind.LONG);
        }
        return longs[register];
    }

    private int doubles(int register) {
        if (doubles[register] < 0) {
            doubles[register] = code.allocateLocal(TypeKind.DOUBLE);
        }
        return doubles[register];
    }
}
