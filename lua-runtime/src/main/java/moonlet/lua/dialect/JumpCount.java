package moonlet.lua.dialect;

import java.util.Arrays;

/**
 * How much each function jumps about. The parser keeps lists of the jumps and labels that wait for
 * each other, and of the {@code and} and {@code or} that lead to the same place; at the end of a
 * block it walks them for each jump, and nobody can interrupt that: 40,000 took three seconds.
 */
final class JumpCount {
    private static final int JUMPS_MAX = 5_000;
    private static final long STEPS_MAX = (long) JUMPS_MAX * JUMPS_MAX; // some tenth of a second

    private final Lexer lexer;
    private int blocks; // open ones
    private int jumps; // of the innermost function, with its labels
    private int operators; // of the same
    private int functions; // that are open
    private int[] outer = new int[3 * 16]; // per open function: blocks, jumps, operators around it

    JumpCount(Lexer lexer) {
        this.lexer = lexer;
    }

    /**
     * Takes notice of the keyword that the lexer is at.
     *
     * @throws MalformedSource if there are too many
     */
    void keyword() throws MalformedSource {
        if (lexer.is("function")) {
            enter();
        } else if (lexer.is("if") || lexer.is("do") || lexer.is("repeat")) {
            blocks++;
        } else if (lexer.is("end") || lexer.is("until")) {
            leave();
        } else if (lexer.is("and") || lexer.is("or")) {
            operators++;
            check();
        } else if (lexer.is("goto") || lexer.is("break")) {
            jump();
        }
    }

    /**
     * A jump, or a label.
     *
     * @throws MalformedSource if there are too many
     */
    void jump() throws MalformedSource {
        jumps++;
        check();
    }

    private void check() throws MalformedSource {
        if ((long) jumps * (jumps + operators) > STEPS_MAX) {
            throw new MalformedSource(
                    lexer.line(lexer.start()),
                    "a function has at most "
                            + JUMPS_MAX
                            + " goto, break and labels, and fewer if it has many and, or; split"
                            + " it");
        }
    }

    private void enter() {
        if (3 * functions == outer.length) {
            outer = Arrays.copyOf(outer, 2 * outer.length);
        }
        outer[3 * functions] = blocks;
        outer[3 * functions + 1] = jumps;
        outer[3 * functions + 2] = operators;
        functions++;
        blocks++;
        jumps = 0;
        operators = 0;
    }

    private void leave() {
        blocks--;
        if (functions > 0 && blocks == outer[3 * functions - 3]) {
            functions--;
            jumps = outer[3 * functions + 1];
            operators = outer[3 * functions + 2];
        }
    }
}
