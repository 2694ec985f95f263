package moonlet.lua.engine;

import java.io.ByteArrayInputStream;

/** The source text as the parser reads it; knows how far it has come. */
final class SourceBytes extends ByteArrayInputStream {
    SourceBytes(byte[] source) {
        super(source);
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
