package moonlet.lua.engine;

import org.luaj.vm2.LuaString;

/** Whole numbers as decimal digits, straight into bytes. */
final class Digits {
    private Digits() {}

    static int length(int number) {
        int length = number < 0 ? 2 : 1;
        for (int rest = number / 10; rest != 0; rest /= 10) {
            length++;
        }
        return length;
    }

    /** Writes the digits so that they end before {@code end}. */
    static void write(int number, byte[] bytes, int end) {
        int at = end;
        int rest = number;
        do {
            bytes[--at] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        if (number < 0) {
            bytes[--at] = '-';
        }
    }

    static LuaString text(int number) {
        byte[] bytes = new byte[length(number)];
        write(number, bytes, bytes.length);
        return LuaString.valueUsing(bytes);
    }
}
