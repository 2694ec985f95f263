package moonlet.lua.engine;

import java.util.Random;

/**
 * A small Lua program that nobody would write: loops, closures, arithmetic on all kinds of values,
 * metamethods and errors. The same seed gives the same program; it always ends.
 */
final class RandomProgram {
    private static final int DEPTH_MAX = 3;
    private static final String[] VARIABLES = {"a", "b", "c", "d", "t", "o", "g"};
    private static final String[] LITERALS = {
        "0",
        "1",
        "2",
        "3",
        "-1",
        "0.5",
        "1e15",
        "2^31",
        "7",
        "'x'",
        "'10'",
        "nil",
        "true",
        "false",
        "{}",
        "{1, 2, 3}",
        "{x = 1, y = 2.5}",
        "1/0",
        "256",
        "-0.25"
    };
    private static final String[] ARITHMETIC = {"+", "-", "*", "/", "%", "^"};
    private static final String[] COMPARISON = {"==", "~=", "<", "<=", ">", ">="};

    private static final String PRELUDE =
            """
            local out = {}
            local function show(v)
              if type(v) == 'table' then v = 'table' .. #v end
              if type(v) == 'function' then v = 'function' end
              out[#out + 1] = tostring(v)
            end
            local meta = {__add = function(p, q) return 5 end, __lt = function() return true end,
              __index = function(_, k) return k end, __concat = function() return 'cat' end,
              __call = function(_, p, q) return q, p end, __unm = function() return 'minus' end}
            local a, b, c, d, t = 1, 2.5, '3', nil, {10, 20, 30, x = 4}
            local o = setmetatable({}, meta)
            g = 9
            local function f(p, q, ...) if p then return q, ... end return p end
            """;

    private final Random random;
    private final StringBuilder text = new StringBuilder(PRELUDE);
    private int loops;

    RandomProgram(long seed) {
        random = new Random(seed);
    }

    String text() {
        for (int i = 0; i < 6; i++) {
            text.append("show(select(2, pcall(function()\n");
            block(0);
            text.append("return ").append(expression(0)).append("\nend)))\n");
        }
        text.append("show(a) show(b) show(c) show(d) show(g)\nreturn table.concat(out, ' ')");
        return text.toString();
    }

    private void block(int depth) {
        int statements = 1 + random.nextInt(4);
        for (int i = 0; i < statements; i++) {
            statement(depth);
        }
    }

    private void statement(int depth) {
        switch (depth < DEPTH_MAX ? random.nextInt(12) : random.nextInt(5)) {
            case 0 -> line("local " + variable() + " = " + expression(depth));
            case 1, 2 -> line(variable() + " = " + expression(depth));
            case 3 -> line("t[" + expression(depth + 1) + "] = " + expression(depth));
            case 4 -> line("show(" + expression(depth) + ")");
            case 5 -> {
                line("if " + condition(depth) + " then");
                block(depth + 1);
                line("else");
                block(depth + 1);
                line("end");
            }
            case 6 -> {
                String turns = "n" + loops++;
                line("local " + turns + " = 0");
                line("for i = " + number() + ", " + number() + ", " + step() + " do");
                line(turns + " = " + turns + " + 1; if " + turns + " > 5 then break end");
                line("a = i");
                block(depth + 1);
                line("end");
            }
            case 7 -> {
                String turns = "n" + loops++;
                line("local " + turns + " = 0");
                line("while " + condition(depth) + " and " + turns + " < 4 do");
                line(turns + " = " + turns + " + 1");
                block(depth + 1);
                line(random.nextInt(4) == 0 ? "if " + condition(depth) + " then break end" : "");
                line("end");
            }
            case 8 -> {
                String name = variable();
                line("local function h(p, ...)");
                line(name + " = p");
                block(depth + 1);
                line("return p, ...");
                line("end");
                line("b, c = h(" + expression(depth + 1) + ", " + expression(depth + 1) + ")");
            }
            case 9 -> {
                line("for k, v in pairs({" + expression(depth) + ", x = 1}) do");
                block(depth + 1);
                line("d = v");
                line("end");
            }
            case 10 -> {
                line("do local fs = {}");
                line("for i = 1, 3 do local j = i; fs[i] = function() j = j + i; return j end end");
                line("show(fs[1]() + fs[1]() + fs[2]()) end");
            }
            default -> line("a, b = f(" + expression(depth) + ", " + expression(depth) + ")");
        }
    }

    private void line(String code) {
        text.append(code).append('\n');
    }

    private String expression(int depth) {
        int kinds = depth < DEPTH_MAX ? 16 : 4;
        String next = kinds == 4 ? "" : "(" + expression(depth + 1) + ")";
        return switch (random.nextInt(kinds)) {
            case 0, 1 -> variable();
            case 2 -> LITERALS[random.nextInt(LITERALS.length)];
            case 3 -> number();
            case 4, 5, 6, 7 -> next + " " + of(ARITHMETIC) + " " + expression(depth + 1);
            case 8 -> "t[" + expression(depth + 1) + "]";
            case 9 -> next + " and " + expression(depth + 1) + " or " + expression(depth + 1);
            case 10 -> "(" + condition(depth) + ")";
            case 11 -> "-" + next;
            case 12 -> next + " .. " + expression(depth + 1);
            case 13 -> "#" + next;
            case 14 -> "(select('#', f(" + expression(depth + 1) + ", 1, 2)))";
            default -> variable() + ".x";
        };
    }

    private String condition(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "not " + variable();
            case 1 -> variable();
            default -> number() + " " + of(COMPARISON) + " (" + expression(depth + 1) + ")";
        };
    }

    private String number() {
        return random.nextBoolean() ? String.valueOf(random.nextInt(12) - 2) : "a";
    }

    private String step() {
        return of(new String[] {"1", "2", "-1", "0.5", "3", "-2"});
    }

    private String variable() {
        return of(VARIABLES);
    }

    private String of(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
