package moonlet.lua.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import moonlet.lua.dialect.Dialect;

import java.io.ByteArrayInputStream;
import java.util.Arrays;

/**
 * The source text as the parser reads it; knows how far it has come. A process that loads a text
 * pays for the time that its parser takes, and gives way between two bytes: some texts cost the
 * parser time that grows with the square of their length.
 */
final class SourceBytes extends ByteArrayInputStream {
    /** Instead of a token where the text has ended. */
    static final byte[] END = "<eof>".getBytes(US_ASCII);

    private static final int INTERVAL = 16; // bytes, a power of two

    private final Meter meter = Meter.current();
    private long paidNanos = System.nanoTime();
    private boolean ended;

    /** With a blank behind it, so that the last token ends before the text does. */
    SourceBytes(byte[] source) {
        super(Arrays.copyOf(source, source.length + 1));
        buf[source.length] = ' ';
    }

    @Override
    public int read() {
        if ((pos & INTERVAL - 1) == INTERVAL - 1) {
            paidNanos = meter.chargeTime(paidNanos);
        }
        ended = pos >= count;
        return super.read();
    }

    /** The token that the parser has read last, for an error about it; it reads a byte ahead. */
    byte[] token() {
        return ended ? END : Dialect.tokenBefore(buf, pos - 1);
    }

    /** The line of the byte that was read last, from 1. */
    int line() {
        int line = 1;
        for (int i = 0; i < pos - 1; i++) {
            if (buf[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
