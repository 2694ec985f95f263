package moonlet.protocol.wire;

import java.util.List;

/**
 * What a link transmits at once: numbered parts, and an acknowledgement for the other direction.
 *
 * @param first the sequence number of the first part; the others follow it
 * @param acknowledged every part up to this number has arrived
 */
public record Frame(long first, long acknowledged, List<Part> parts) {
    public Frame {
        parts = List.copyOf(parts);
    }
}
