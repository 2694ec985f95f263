package moonlet.lua.engine;

import java.io.ByteArrayInputStream;

/**
 * The source text as the parser reads it; knows how far it has come. A process that loads a text
 * pays for the time that its parser takes, and gives way between two bytes: some texts cost the
 * parser time that grows with the square of their length.
 */
final class SourceBytes extends ByteArrayInputStream {
    private static final int INTERVAL = 16; // bytes, a power of two

    private final Meter meter = Meter.current();
    private long paidNanos = System.nanoTime();

    SourceBytes(byte[] source) {
        super(source);
    }

    @Override
    public int read() {
        if ((pos & INTERVAL - 1) == INTERVAL - 1) {
            paidNanos = meter.chargeTime(paidNanos);
        }
        return super.read();
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
