package moonlet.lua.dialect;

import java.util.Arrays;

/**
 * Takes out of a source text what Lua 5.2 does not have (specification §1.1): types behind names,
 * parameters and results, casts ({@code x :: T}, {@code x as T}), the postfix {@code !}, {@code
 * type N = ...}; and writes {@code \\u{...}} as the bytes it stands for. Lines stay what they were,
 * and outside of strings columns too.
 */
public final class Dialect {
    private final Lexer lexer;
    private final TypeReader types;
    private final Edits edits;
    private final JumpCount jumps;

    private Dialect(byte[] source) {
        this.lexer = new Lexer(source);
        this.types = new TypeReader(lexer);
        this.edits = new Edits(source);
        this.jumps = new JumpCount(lexer);
    }

    /**
     * Plain Lua 5.2; the same array where the source is that already.
     *
     * @throws MalformedSource if a type or an escape cannot be read, or a function has too many
     *     jumps
     */
    public static byte[] erase(byte[] source) throws MalformedSource {
        Dialect dialect = new Dialect(source);
        dialect.lexer.next();
        while (!dialect.lexer.isEnd()) {
            dialect.token();
        }
        return dialect.edits.result();
    }

    /**
     * The token that a parser has just read, for its errors: the last one that begins before {@code
     * end}, as far as it goes up to there. Empty where there is none.
     */
    public static byte[] tokenBefore(byte[] source, int end) {
        Lexer lexer = new Lexer(source);
        int start = 0;
        int tokenEnd = 0;
        for (lexer.next(); !lexer.isEnd() && lexer.start() < end; lexer.next()) {
            start = lexer.start();
            tokenEnd = lexer.end();
        }
        return Arrays.copyOfRange(source, start, Math.min(tokenEnd, end));
    }

    private void token() throws MalformedSource {
        switch (lexer.kind()) {
            case STRING -> {
                if (lexer.skipsToEnd()) { // the parser would go on for ever
                    throw new MalformedSource(
                            lexer.line(lexer.start()), "unfinished string near <eof>");
                }
                Escapes.rewrite(lexer, edits);
                lexer.next();
            }
            case NUMBER -> number();
            case NAME -> name();
            case KEYWORD -> keyword();
            case SIGN -> sign();
            default -> lexer.next();
        }
    }

    /** The parser takes whatever Java reads as a number, and more. */
    private void number() throws MalformedSource {
        if (!lexer.isNumeral()) {
            throw new MalformedSource(
                    lexer.line(lexer.start()), "malformed number near '" + lexer.text() + "'");
        }
        lexer.next();
    }

    private void keyword() throws MalformedSource {
        jumps.keyword();
        boolean declares = lexer.is("local") || lexer.is("for");
        boolean function = lexer.is("function");
        lexer.next();
        if (declares) {
            names();
        } else if (function) {
            function();
        }
    }

    /** Behind local or for: names that may have types. */
    private void names() throws MalformedSource {
        while (lexer.kind() == Lexer.Kind.NAME) {
            lexer.next();
            annotation();
            if (!lexer.is(",")) {
                return;
            }
            lexer.next();
        }
    }

    /** Behind function: its name if it has one, its parameters and its result. */
    private void function() throws MalformedSource {
        while (lexer.kind() == Lexer.Kind.NAME || lexer.is(".") || lexer.is(":")) {
            lexer.next();
        }
        if (lexer.is("<")) {
            int from = lexer.start();
            types.parameters();
            edits.erase(from, lexer.before());
        }
        if (!lexer.is("(")) {
            return; // the parser says what is wrong
        }
        lexer.next();
        while (lexer.kind() == Lexer.Kind.NAME || lexer.is("...")) {
            lexer.next();
            annotation();
            if (!lexer.is(",")) {
                break;
            }
            lexer.next();
        }
        if (lexer.is(")")) {
            lexer.next();
            annotation();
        }
    }

    /** Takes {@code : T} out, if that comes here. */
    private void annotation() throws MalformedSource {
        if (lexer.is(":")) {
            eraseType(lexer.start());
        }
    }

    /** From a sign that a type follows. */
    private void eraseType(int from) throws MalformedSource {
        lexer.next();
        types.read();
        edits.erase(from, lexer.before());
    }

    private void name() throws MalformedSource {
        if (lexer.is("as") && isCast()) {
            eraseType(lexer.start());
        } else if ((lexer.is("type") || lexer.is("export")) && isDeclaration()) {
            eraseDeclaration();
        } else {
            lexer.next();
        }
    }

    /** {@code x as T}; elsewhere {@code as} is a name like any other. */
    private boolean isCast() {
        if (!lexer.followsValue()) {
            return false;
        }
        Lexer ahead = lexer.fork();
        ahead.next();
        // `as` behind a value could begin a statement that calls it, as(x); types are not so far
        // off.
        return TypeReader.begins(ahead)
                && (ahead.kind() == Lexer.Kind.NAME
                        || lexer.isOnSameLine() && ahead.isOnSameLine());
    }

    /** {@code type N = T} or {@code type N<A> = T} where a statement begins, also with export. */
    private boolean isDeclaration() {
        if (!lexer.mayStartStatement()) {
            return false;
        }
        Lexer ahead = lexer.fork();
        if (ahead.is("export")) {
            ahead.next();
        }
        if (!ahead.is("type")) {
            return false;
        }
        ahead.next();
        boolean named = ahead.kind() == Lexer.Kind.NAME;
        ahead.next();
        return named && (ahead.is("=") || ahead.is("<"));
    }

    private void eraseDeclaration() throws MalformedSource {
        int from = lexer.start();
        while (!lexer.is("=") && !lexer.is("<")) {
            lexer.next();
        }
        if (lexer.is("<")) {
            types.parameters();
        }
        if (!lexer.is("=")) {
            throw new MalformedSource(
                    lexer.line(lexer.start()), "expected '=' and a type behind the name of a type");
        }
        eraseType(from);
    }

    private void sign() throws MalformedSource {
        if (lexer.is("::")) {
            if (lexer.followsValue() && !isLabel()) {
                eraseType(lexer.start());
            } else {
                label();
            }
        } else if (lexer.is("!") && lexer.followsValue()) {
            if (lexer.at(lexer.end()) == '=') {
                throw new MalformedSource(
                        lexer.line(lexer.start()), "'!=' is no operator of Lua; write '~='");
            }
            edits.erase(lexer.start(), lexer.end());
            lexer.next();
        } else {
            lexer.next();
        }
    }

    /** Over all of {@code ::name::}, whose end is no cast. */
    private void label() throws MalformedSource {
        jumps.jump();
        lexer.next();
        lexer.next();
        if (lexer.is("::")) {
            lexer.next();
        }
    }

    /** {@code ::name::} is a label, also behind a value. */
    private boolean isLabel() {
        Lexer ahead = lexer.fork();
        ahead.next();
        boolean named = ahead.kind() == Lexer.Kind.NAME;
        ahead.next();
        return named && ahead.is("::");
    }
}
