package moonlet.lua.dialect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The source text with its changes so far, from the beginning to the end. */
final class Edits {
    private final byte[] source;
    private ByteArrayOutputStream changed; // null as long as nothing is
    private int copied; // of the source, as far as changed goes

    Edits(byte[] source) {
        this.source = source;
    }

    /** Blanks in the place of {@code from} to {@code to}; ends of lines stay where they are. */
    void erase(int from, int to) {
        copyTo(from);
        for (int i = from; i < to; i++) {
            boolean endsLine = source[i] == '\n' || source[i] == '\r';
            changed.write(endsLine ? source[i] : ' ');
        }
        copied = to;
    }

    void replace(int from, int to, String text) {
        copyTo(from);
        changed.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        copied = to;
    }

    /** The source itself where nothing was changed. */
    byte[] result() {
        if (changed == null) {
            return source;
        }
        copyTo(source.length);
        return changed.toByteArray();
    }

    private void copyTo(int end) {
        if (changed == null) {
            changed = new ByteArrayOutputStream(source.length + 16);
        }
        changed.write(source, copied, end - copied);
        copied = end;
    }
}
