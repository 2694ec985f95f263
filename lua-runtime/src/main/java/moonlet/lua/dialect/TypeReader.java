package moonlet.lua.dialect;

/**
 * Finds where a type ends. It looks at the shape only: names, unions and intersections, optionals,
 * arrays, tables, functions, literals and parameters of types; what they mean is nobody's concern.
 */
final class TypeReader {
    private final Lexer lexer;

    TypeReader(Lexer lexer) {
        this.lexer = lexer;
    }

    /** From the first token of a type to the one behind it. */
    void read() throws MalformedSource {
        if (lexer.is("|") || lexer.is("&")) {
            lexer.next();
        }
        boolean more = true;
        while (more) {
            more = part();
            if (lexer.is("|") || lexer.is("&") || lexer.is("->")) {
                lexer.next();
                more = true;
            }
        }
    }

    /** From an opening {@code <} behind the last {@code >}. */
    void parameters() throws MalformedSource {
        balanced("a list of type parameters");
    }

    /** Whether a token can begin a type. */
    static boolean begins(Lexer lexer) {
        return switch (lexer.kind()) {
            case NAME, STRING, NUMBER -> true;
            case KEYWORD ->
                    lexer.is("nil")
                            || lexer.is("true")
                            || lexer.is("false")
                            || lexer.is("function");
            case SIGN -> lexer.is("{") || lexer.is("(") || lexer.is("...");
            case END -> false;
        };
    }

    /** One member of a union; returns whether the type must go on behind it. */
    private boolean part() throws MalformedSource {
        if (!begins(lexer)) {
            throw mistake("expected a type");
        }
        if (lexer.is("...")) {
            lexer.next();
            return begins(lexer) && lexer.isOnSameLine();
        }
        if (lexer.is("function")) {
            functionType();
        } else if (lexer.is("{") || lexer.is("(")) {
            balanced("a type");
        } else {
            named();
        }
        while (lexer.is("?") || isArray()) {
            lexer.next();
        }
        return false;
    }

    private void named() throws MalformedSource {
        boolean typeof = lexer.is("typeof");
        lexer.next();
        while (lexer.is(".")) {
            lexer.next();
            lexer.next();
        }
        if (typeof && lexer.is("(")) {
            balanced("typeof");
        } else if (lexer.is("<")) {
            balanced("a list of type parameters");
        }
    }

    private void functionType() throws MalformedSource {
        lexer.next();
        if (lexer.is("(")) {
            balanced("a function type");
        }
    }

    /** Takes the opening bracket of {@code T[]}. */
    private boolean isArray() {
        if (!lexer.is("[")) {
            return false;
        }
        Lexer ahead = lexer.fork();
        ahead.next();
        if (!ahead.is("]")) {
            return false;
        }
        lexer.goTo(ahead);
        return true;
    }

    /** From an opening bracket of any sort behind the one that closes it. */
    private void balanced(String what) throws MalformedSource {
        int opened = lexer.start();
        int depth = 0;
        do {
            if (lexer.isEnd()) {
                throw new MalformedSource(
                        lexer.line(opened),
                        what + " is not closed: '" + (char) lexer.at(opened) + "' has no partner");
            }
            if (lexer.is(">=")) {
                lexer.shorten();
            }
            if (lexer.is("{") || lexer.is("(") || lexer.is("[") || lexer.is("<")) {
                depth++;
            } else if (lexer.is("}") || lexer.is(")") || lexer.is("]") || lexer.is(">")) {
                depth--;
            }
            lexer.next();
        } while (depth > 0);
    }

    private MalformedSource mistake(String text) {
        String found = lexer.isEnd() ? "the end of the source" : "'" + lexer.text() + "'";
        return new MalformedSource(lexer.line(lexer.start()), text + " near " + found);
    }
}
