package moonlet.lua.dialect;

import java.util.Arrays;

/**
 * How many jumps each function has that may lead to one place. The parser walks the list of those
 * that wait for their place each time one more joins it, and nobody can interrupt it: 5,000 take a
 * twentieth of a second, and 40,000 took three seconds.
 */
final class JumpCount {
    private static final int JUMPS_MAX = 5_000;

    private final Lexer lexer;
    private int blocks; // open ones
    private int jumps; // of the innermost function
    private int functions; // that are open
    private int[] outer = new int[2 * 16]; // per open function: the blocks and jumps around it

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
        } else if (lexer.is("goto") || lexer.is("break") || lexer.is("elseif")) {
            jumps++;
            if (jumps > JUMPS_MAX) {
                throw new MalformedSource(
                        lexer.line(lexer.start()),
                        "a function has at most "
                                + JUMPS_MAX
                                + " goto, break and elseif in all; split it");
            }
        }
    }

    private void enter() {
        if (2 * functions == outer.length) {
            outer = Arrays.copyOf(outer, 2 * outer.length);
        }
        outer[2 * functions] = blocks;
        outer[2 * functions + 1] = jumps;
        functions++;
        blocks++;
        jumps = 0;
    }

    private void leave() {
        blocks--;
        if (functions > 0 && blocks == outer[2 * functions - 2]) {
            functions--;
            jumps = outer[2 * functions + 1];
        }
    }
}
