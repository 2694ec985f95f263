package moonlet.lua.engine.compiled;

import org.luaj.vm2.Lua;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

import java.util.function.IntConsumer;

/** What each instruction of a function reads and writes, and what may run after it. */
final class Effects {
    private final Prototype prototype;

    Effects(Prototype prototype) {
        this.prototype = prototype;
    }

    Instruction at(int pc) {
        return new Instruction(prototype.code[pc]);
    }

    /**
     * The first register that the open results before {@code pc} stand for: those of the last call
     * or {@code ...} whose number is known only when it runs.
     */
    int openFrom(int pc) {
        for (int at = pc - 1; at >= 0; at--) {
            Instruction i = at(at);
            if (i.operator() == Lua.OP_CALL && i.c() == 0
                    || i.operator() == Lua.OP_TAILCALL
                    || i.operator() == Lua.OP_VARARG && i.b() == 0) {
                return i.a();
            }
        }
        throw new IllegalStateException("no open results before " + pc);
    }

    void reads(int pc, IntConsumer register) {
        Instruction i = at(pc);
        switch (i.operator()) {
            case Lua.OP_MOVE, Lua.OP_UNM, Lua.OP_NOT, Lua.OP_LEN, Lua.OP_TESTSET ->
                    register.accept(i.b());
            case Lua.OP_GETTABUP -> operand(i.c(), register);
            case Lua.OP_GETTABLE, Lua.OP_SELF -> {
                register.accept(i.b());
                operand(i.c(), register);
            }
            case Lua.OP_SETTABUP,
                    Lua.OP_ADD,
                    Lua.OP_SUB,
                    Lua.OP_MUL,
                    Lua.OP_DIV,
                    Lua.OP_MOD,
                    Lua.OP_POW,
                    Lua.OP_EQ,
                    Lua.OP_LT,
                    Lua.OP_LE -> {
                operand(i.b(), register);
                operand(i.c(), register);
            }
            case Lua.OP_SETTABLE -> {
                register.accept(i.a());
                operand(i.b(), register);
                operand(i.c(), register);
            }
            case Lua.OP_SETUPVAL, Lua.OP_TEST -> register.accept(i.a());
            case Lua.OP_CONCAT -> range(i.b(), i.c() + 1, register);
            case Lua.OP_CALL, Lua.OP_TAILCALL, Lua.OP_SETLIST -> {
                boolean list = i.operator() == Lua.OP_SETLIST;
                int end = i.b() == 0 ? openFrom(pc) : i.a() + i.b() + (list ? 1 : 0);
                range(i.a(), Math.max(end, i.a() + 1), register);
            }
            case Lua.OP_RETURN ->
                    range(i.a(), i.b() == 0 ? openFrom(pc) : i.a() + i.b() - 1, register);
            case Lua.OP_FORLOOP, Lua.OP_FORPREP, Lua.OP_TFORCALL ->
                    range(i.a(), i.a() + 3, register);
            case Lua.OP_TFORLOOP -> register.accept(i.a() + 1);
            case Lua.OP_CLOSURE -> {
                for (Upvaldesc captured : prototype.p[i.bx()].upvalues) {
                    if (captured.instack) {
                        register.accept(captured.idx);
                    }
                }
            }
            default -> {
                // constants, upvalues and jumps read no register
            }
        }
    }

    void writes(int pc, IntConsumer register) {
        Instruction i = at(pc);
        switch (i.operator()) {
            case Lua.OP_LOADNIL -> range(i.a(), i.a() + i.b() + 1, register);
            case Lua.OP_SELF -> range(i.a(), i.a() + 2, register);
            case Lua.OP_CALL -> range(i.a(), i.a() + i.c() - 1, register);
            case Lua.OP_VARARG -> range(i.a(), i.a() + i.b() - 1, register);
            case Lua.OP_FORPREP -> range(i.a(), i.a() + 3, register);
            case Lua.OP_FORLOOP -> {
                register.accept(i.a());
                register.accept(i.a() + 3);
            }
            case Lua.OP_TFORCALL -> range(i.a() + 3, i.a() + 3 + i.c(), register);
            case Lua.OP_SETTABUP,
                    Lua.OP_SETUPVAL,
                    Lua.OP_SETTABLE,
                    Lua.OP_JMP,
                    Lua.OP_EQ,
                    Lua.OP_LT,
                    Lua.OP_LE,
                    Lua.OP_TEST,
                    Lua.OP_TAILCALL,
                    Lua.OP_RETURN,
                    Lua.OP_SETLIST,
                    Lua.OP_EXTRAARG -> {
                // nothing in this frame
            }
            default -> register.accept(i.a());
        }
    }

    void successors(int pc, IntConsumer next) {
        Instruction i = at(pc);
        switch (i.operator()) {
            case Lua.OP_JMP, Lua.OP_FORPREP -> next.accept(i.target(pc));
            case Lua.OP_RETURN, Lua.OP_TAILCALL -> {
                // leaves the function
            }
            case Lua.OP_FORLOOP, Lua.OP_TFORLOOP -> {
                next.accept(i.target(pc));
                next.accept(pc + 1);
            }
            case Lua.OP_EQ, Lua.OP_LT, Lua.OP_LE, Lua.OP_TEST, Lua.OP_TESTSET -> {
                next.accept(pc + 1);
                next.accept(pc + 2);
            }
            case Lua.OP_LOADBOOL -> next.accept(i.c() == 0 ? pc + 1 : pc + 2);
            case Lua.OP_LOADKX -> next.accept(pc + 2);
            case Lua.OP_SETLIST -> next.accept(i.c() == 0 ? pc + 2 : pc + 1);
            default -> next.accept(pc + 1);
        }
    }

    /** Whether what runs next may be an instruction before this one. */
    boolean jumpsBack(int pc) {
        return switch (at(pc).operator()) {
            case Lua.OP_JMP, Lua.OP_FORPREP, Lua.OP_FORLOOP, Lua.OP_TFORLOOP ->
                    at(pc).target(pc) <= pc;
            default -> false;
        };
    }

    private static void operand(int operand, IntConsumer register) {
        if (!Instruction.isConstant(operand)) {
            register.accept(operand);
        }
    }

    private static void range(int from, int end, IntConsumer register) {
        for (int r = from; r < end; r++) {
            register.accept(r);
        }
    }
}
