package moonlet.protocol.codec;

import com.google.protobuf.ByteString;

import moonlet.protocol.Pid;
import moonlet.protocol.codec.proto.PidBytes;

import java.io.IOException;

/**
 * PIDs as {@code PidBytes}, and back. The last ones are remembered, since messages go to and fro
 * between the same few processes for a while. Safe for threads: what one overwrites another only
 * has to make again.
 */
final class Pids {
    private record Known(Pid pid, ByteString bytes) {}

    private static final int REMEMBERED = 128; // a power of two
    private static final int REMEMBERED_BYTES_MAX = 128;

    private final Values values;
    private final Known[] written = new Known[REMEMBERED];
    private final Known[] read = new Known[REMEMBERED];

    Pids(Values values) {
        this.values = values;
    }

    ByteString bytes(Pid pid) {
        int slot = slot(pid.hashCode());
        Known known = written[slot];
        if (known != null && known.pid.equals(pid)) {
            return known.bytes;
        }
        ByteString bytes = values.pid(pid).toByteString();
        remember(written, slot, new Known(pid, bytes));
        return bytes;
    }

    /**
     * Reads a PID.
     *
     * @param bytes which may be kept
     */
    Pid pid(ByteString bytes) throws IOException {
        int slot = slot(bytes.hashCode());
        Known known = read[slot];
        if (known != null && known.bytes.equals(bytes)) {
            return known.pid;
        }
        Pid pid = values.pid(PidBytes.parseFrom(bytes));
        remember(read, slot, new Known(pid, bytes));
        return pid;
    }

    private static void remember(Known[] where, int slot, Known known) {
        if (known.bytes.size() <= REMEMBERED_BYTES_MAX) {
            where[slot] = known;
        }
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & REMEMBERED - 1;
    }
}
