package moonlet.lua.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Where JSON is written to; refuses what is over the limit, before it is in memory. */
final class BoundedBytes extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int bytesMax;
    private final Cost cost;

    BoundedBytes(int bytesMax, Cost cost) {
        this.bytesMax = bytesMax;
        this.cost = cost;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if ((long) bytes.size() + length > bytesMax) {
            throw new IOException("the JSON text is larger than the limit of bytes: " + bytesMax);
        }
        cost.memory(length);
        bytes.write(from, offset, length);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
