package moonlet.lua.engine;

import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.UpValue;
import org.luaj.vm2.Upvaldesc;
import org.luaj.vm2.Varargs;

/**
 * A Lua function, run by interpreting its Lua 5.2 instructions (lopcodes.h of PUC Lua 5.2 names
 * them): its code, shared, and what belongs to one process: the variables it closes over and the
 * meter it pays with.
 */
final class Closure extends LuaFunction implements Holder {
    private static final int BYTES = 32;
    private static final UpValue[] NONE_CAPTURED = {};
    private static final int CONSTANT_FLAG = 0x100;
    private static final int JUMP_BIAS = 0x1ffff;

    private final Interpreted code;
    private final Prototype prototype;
    private final UpValue[] upvalues;
    private final Meter meter;

    Closure(Interpreted code, UpValue[] upvalues, Meter meter) {
        this.code = code;
        this.prototype = code.prototype;
        this.upvalues = upvalues;
        this.meter = meter;
        meter.allocate(BYTES + 8L * upvalues.length);
    }

    @Override
    public long hold(Retained retained) {
        return BYTES + retained.addAll(upvalues);
    }

    @Override
    public LuaValue call() {
        return execute(frame(), NONE).arg1();
    }

    @Override
    public LuaValue call(LuaValue a) {
        return switch (prototype.numparams) {
            case 0 -> execute(frame(), vararg() ? a : NONE).arg1();
            default -> {
                LuaValue[] stack = frame();
                stack[0] = a;
                yield execute(stack, NONE).arg1();
            }
        };
    }

    @Override
    public LuaValue call(LuaValue a, LuaValue b) {
        if (prototype.numparams < 2) {
            return invoke(varargsOf(a, b)).arg1();
        }
        LuaValue[] stack = frame();
        stack[0] = a;
        stack[1] = b;
        return execute(stack, NONE).arg1();
    }

    @Override
    public LuaValue call(LuaValue a, LuaValue b, LuaValue c) {
        if (prototype.numparams < 3) {
            return invoke(varargsOf(a, b, c)).arg1();
        }
        LuaValue[] stack = frame();
        stack[0] = a;
        stack[1] = b;
        stack[2] = c;
        return execute(stack, NONE).arg1();
    }

    @Override
    public Varargs invoke(Varargs args) {
        return onInvoke(args).eval();
    }

    @Override
    public Varargs onInvoke(Varargs args) {
        LuaValue[] stack = frame();
        int parameters = prototype.numparams;
        for (int i = 0; i < parameters; i++) {
            stack[i] = args.arg(i + 1);
        }
        return run(stack, vararg() ? args.subargs(parameters + 1) : NONE);
    }

    @Override
    public String tojstring() {
        return "function: " + Blame.source(prototype) + ":" + prototype.linedefined;
    }

    private boolean vararg() {
        return prototype.is_vararg != 0;
    }

    private LuaValue[] frame() {
        LuaValue[] stack = new LuaValue[prototype.maxstacksize];
        java.util.Arrays.fill(stack, NIL);
        return stack;
    }

    private Varargs execute(LuaValue[] stack, Varargs varargs) {
        return run(stack, varargs).eval();
    }

    /** Runs to the end or to a tail call, which the caller runs, so that it needs no Java stack. */
    private Varargs run(LuaValue[] stack, Varargs varargs) {
        meter.enter();
        Frame frame =
                new Frame(
                        stack, prototype.p.length > 0 ? new UpValue[stack.length] : NONE_CAPTURED);
        try {
            return loop(frame, varargs);
        } catch (LuaError error) {
            throw Blame.located(error, prototype, stack, upvalues, frame.pc);
        } catch (StackOverflowError overflow) {
            throw Blame.located(new Raised("stack overflow"), prototype, stack, upvalues, frame.pc);
        } finally {
            frame.close(0);
            meter.leave();
        }
    }

    private Varargs loop(Frame frame, Varargs varargs) {
        final LuaValue[] stack = frame.stack;
        final int[] code = prototype.code;
        final LuaValue[] constants = prototype.k;
        Varargs open = NONE; // results of the last call or `...`, from register `top` back
        int top = 0;
        for (int pc = 0; ; pc++) {
            frame.pc = pc;
            final int i = code[pc];
            final int a = i >> 6 & 0xff;
            final int b = i >>> 23;
            final int c = i >> 14 & 0x1ff;
            switch (i & 0x3f) {
                case Lua.OP_MOVE -> stack[a] = stack[b];
                case Lua.OP_LOADK -> stack[a] = constants[i >>> 14];
                case Lua.OP_LOADKX -> stack[a] = constants[code[++pc] >>> 6];
                case Lua.OP_LOADBOOL -> {
                    stack[a] = b != 0 ? TRUE : FALSE;
                    if (c != 0) {
                        pc++;
                    }
                }
                case Lua.OP_LOADNIL -> java.util.Arrays.fill(stack, a, a + b + 1, NIL);
                case Lua.OP_GETUPVAL -> stack[a] = upvalues[b].getValue();
                case Lua.OP_GETTABUP ->
                        stack[a] = upvalues[b].getValue().get(operand(stack, constants, c));
                case Lua.OP_GETTABLE -> stack[a] = stack[b].get(operand(stack, constants, c));
                case Lua.OP_SETTABUP ->
                        upvalues[a]
                                .getValue()
                                .set(operand(stack, constants, b), operand(stack, constants, c));
                case Lua.OP_SETUPVAL -> upvalues[b].setValue(stack[a]);
                case Lua.OP_SETTABLE ->
                        stack[a].set(operand(stack, constants, b), operand(stack, constants, c));
                case Lua.OP_NEWTABLE ->
                        stack[a] = Table.create(fromFloatingByte(b), fromFloatingByte(c), meter);
                case Lua.OP_SELF -> {
                    LuaValue self = stack[b];
                    stack[a + 1] = self;
                    LuaValue name = operand(stack, constants, c);
                    stack[a] = DataMethod.isNamed(name) ? DataMethod.of(self) : self.get(name);
                }
                case Lua.OP_ADD ->
                        stack[a] =
                                Arithmetic.add(
                                        operand(stack, constants, b), operand(stack, constants, c));
                case Lua.OP_SUB ->
                        stack[a] =
                                Arithmetic.sub(
                                        operand(stack, constants, b), operand(stack, constants, c));
                case Lua.OP_MUL ->
                        stack[a] =
                                Arithmetic.mul(
                                        operand(stack, constants, b), operand(stack, constants, c));
                case Lua.OP_DIV ->
                        stack[a] =
                                Arithmetic.DIV.of(
                                        operand(stack, constants, b), operand(stack, constants, c));
                case Lua.OP_MOD ->
                        stack[a] =
                                Arithmetic.MOD.of(
                                        operand(stack, constants, b), operand(stack, constants, c));
                case Lua.OP_POW ->
                        stack[a] =
                                Arithmetic.POW.of(
                                        operand(stack, constants, b), operand(stack, constants, c));
                case Lua.OP_UNM -> stack[a] = Arithmetic.negate(stack[b]);
                case Lua.OP_NOT -> stack[a] = stack[b].not();
                case Lua.OP_LEN -> stack[a] = stack[b].len();
                case Lua.OP_CONCAT -> stack[a] = Concat.of(stack, b, c, meter);
                case Lua.OP_JMP -> {
                    if (a > 0) {
                        frame.close(a - 1);
                    }
                    pc = jump(pc, i);
                }
                case Lua.OP_EQ -> {
                    if (Operations.eq(operand(stack, constants, b), operand(stack, constants, c))
                            != (a != 0)) {
                        pc++;
                    }
                }
                case Lua.OP_LT -> {
                    if (Order.less(operand(stack, constants, b), operand(stack, constants, c))
                            != (a != 0)) {
                        pc++;
                    }
                }
                case Lua.OP_LE -> {
                    if (Order.lessOrEqual(
                                    operand(stack, constants, b), operand(stack, constants, c))
                            != (a != 0)) {
                        pc++;
                    }
                }
                case Lua.OP_TEST -> {
                    if (stack[a].toboolean() != (c != 0)) {
                        pc++;
                    }
                }
                case Lua.OP_TESTSET -> {
                    if (stack[b].toboolean() != (c != 0)) {
                        pc++;
                    } else {
                        stack[a] = stack[b];
                    }
                }
                case Lua.OP_CALL -> {
                    Varargs results = callAt(stack, a, b, top, open, c);
                    if (c == 0) {
                        open = results;
                        top = a + results.narg();
                    } else {
                        for (int r = 0; r < c - 1; r++) {
                            stack[a + r] = results.arg(r + 1);
                        }
                        open = NONE;
                    }
                }
                case Lua.OP_TAILCALL -> {
                    return Calling.tailCall(
                            Calling.function(stack[a]), arguments(stack, a + 1, b - 1, top, open));
                }
                case Lua.OP_RETURN -> {
                    return arguments(stack, a, b - 1, top, open);
                }
                case Lua.OP_FORPREP -> {
                    NumericFor.prepare(stack, a);
                    pc = pc + (i >>> 14) - JUMP_BIAS;
                }
                case Lua.OP_FORLOOP -> {
                    if (NumericFor.next(stack, a)) {
                        pc = jump(pc, i);
                    }
                }
                case Lua.OP_TFORCALL -> {
                    Varargs results = stack[a].invoke(varargsOf(stack[a + 1], stack[a + 2]));
                    for (int r = 1; r <= c; r++) {
                        stack[a + 2 + r] = results.arg(r);
                    }
                }
                case Lua.OP_TFORLOOP -> {
                    if (!stack[a + 1].isnil()) {
                        stack[a] = stack[a + 1];
                        pc = jump(pc, i);
                    }
                }
                case Lua.OP_SETLIST -> {
                    int block = c != 0 ? c : code[++pc] >>> 6;
                    Varargs values = arguments(stack, a + 1, b == 0 ? -1 : b, top, open);
                    setList(stack[a], (block - 1) * Lua.LFIELDS_PER_FLUSH, values);
                }
                case Lua.OP_CLOSURE -> stack[a] = closure(i >>> 14, frame);
                case Lua.OP_VARARG -> {
                    if (b == 0) {
                        open = varargs;
                        top = a + varargs.narg();
                    } else {
                        for (int r = 0; r < b - 1; r++) {
                            stack[a + r] = varargs.arg(r + 1);
                        }
                    }
                }
                default -> throw new IllegalStateException("no such instruction: " + (i & 0x3f));
            }
        }
    }

    private static LuaValue operand(LuaValue[] stack, LuaValue[] constants, int index) {
        return index >= CONSTANT_FLAG ? constants[index & 0xff] : stack[index];
    }

    /** The instruction before the target; a jump back costs a reduction. */
    private int jump(int pc, int instruction) {
        int offset = (instruction >>> 14) - JUMP_BIAS;
        if (offset < 0) {
            meter.tick();
        }
        return pc + offset;
    }

    private static Varargs callAt(LuaValue[] stack, int a, int b, int top, Varargs open, int c) {
        LuaValue function = stack[a];
        if (c == 1 || c == 2) {
            switch (b) {
                case 1 -> {
                    return function.call();
                }
                case 2 -> {
                    return function.call(stack[a + 1]);
                }
                case 3 -> {
                    return function.call(stack[a + 1], stack[a + 2]);
                }
                case 4 -> {
                    return function.call(stack[a + 1], stack[a + 2], stack[a + 3]);
                }
                default -> {
                    // more, or an open number of arguments
                }
            }
        }
        return function.invoke(arguments(stack, a + 1, b - 1, top, open));
    }

    /**
     * {@code count} registers from {@code from}; for -1 those up to {@code top}, ending in open.
     */
    private static Varargs arguments(LuaValue[] stack, int from, int count, int top, Varargs open) {
        if (count >= 0) {
            return switch (count) {
                case 0 -> NONE;
                case 1 -> stack[from];
                case 2 -> varargsOf(stack[from], stack[from + 1]);
                default -> varargsOf(java.util.Arrays.copyOfRange(stack, from, from + count));
            };
        }
        int fixed = top - from - open.narg();
        return switch (fixed) {
            case 0 -> open;
            case 1 -> varargsOf(stack[from], open);
            default -> varargsOf(java.util.Arrays.copyOfRange(stack, from, from + fixed), open);
        };
    }

    private void setList(LuaValue table, int offset, Varargs values) {
        int count = values.narg();
        meter.charge(count >> 4);
        table.presize(offset + count);
        for (int j = 1; j <= count; j++) {
            table.rawset(offset + j, values.arg(j));
        }
    }

    private LuaFunction closure(int inner, Frame frame) {
        Upvaldesc[] wanted = prototype.p[inner].upvalues;
        UpValue[] captured = new UpValue[wanted.length];
        for (int j = 0; j < wanted.length; j++) {
            captured[j] =
                    wanted[j].instack ? frame.capture(wanted[j].idx) : upvalues[wanted[j].idx];
        }
        return code.inner(inner).close(captured, meter);
    }

    /** The "floating point byte" of lobject.c: eeeeexxx is (1xxx) * 2^(eeeee - 1). */
    private static int fromFloatingByte(int x) {
        int exponent = x >> 3 & 31;
        return exponent == 0 ? x : (x & 7) + 8 << exponent - 1;
    }
}
