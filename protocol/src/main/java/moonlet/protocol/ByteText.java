package moonlet.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Bytes that are mostly UTF-8 as Java strings, and back. A byte that is not becomes a lone
 * surrogate, 0x80 to 0xFF as U+DC80 to U+DCFF (the idea of Python's PEP 383), so that all bytes
 * come back as they were. What a program writes is such a text: Lua's strings are bytes.
 */
public final class ByteText {
    private static final char ESCAPE = '\udc00';
    private static final char ESCAPED_MIN = '\udc80';
    private static final char ESCAPED_MAX = '\udcff';
    private static final char REPLACEMENT = '\ufffd';

    private ByteText() {}

    /** The text of {@code length} bytes from {@code offset} on; {@link #bytes} gives them again. */
    public static String read(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (bytes[i] < 0) {
                return decoded(bytes, offset, length);
            }
        }
        return new String(bytes, offset, length, ISO_8859_1);
    }

    /** A text as UTF-8, where each escaped byte is that byte again. */
    public static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return encoded(text);
            }
        }
        return text.getBytes(ISO_8859_1);
    }

    /** For people: every lone surrogate, such as an escaped byte, is U+FFFD. */
    public static String readable(String text) {
        int lone = lone(text, 0);
        if (lone == text.length()) {
            return text;
        }
        StringBuilder readable = new StringBuilder(text);
        for (; lone < text.length(); lone = lone(text, lone + 1)) {
            readable.setCharAt(lone, REPLACEMENT);
        }
        return readable.toString();
    }

    private static String decoded(byte[] bytes, int offset, int length) {
        CharsetDecoder decoder =
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        CharBuffer out = CharBuffer.allocate(length); // no byte gives more than one char
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isUnderflow()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xff)));
            }
        }
    }

    private static byte[] encoded(String text) {
        int lone = lone(text, 0);
        if (lone == text.length()) {
            return text.getBytes(UTF_8);
        }
        ByteBuffer out = ByteBuffer.allocate(3 * text.length()); // at most 3 bytes for a char
        int from = 0;
        for (; lone < text.length(); lone = lone(text, lone + 1)) {
            out.put(text.substring(from, lone).getBytes(UTF_8));
            char c = text.charAt(lone);
            if (c >= ESCAPED_MIN && c <= ESCAPED_MAX) {
                out.put((byte) c);
            } else {
                out.put(String.valueOf(REPLACEMENT).getBytes(UTF_8));
            }
            from = lone + 1;
        }
        out.put(text.substring(from).getBytes(UTF_8));
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /** Where the next surrogate without a partner is, from {@code from} on; else the end. */
    private static int lone(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }
}
