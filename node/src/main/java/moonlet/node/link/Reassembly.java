package moonlet.node.link;

import com.google.protobuf.ByteString;

import moonlet.protocol.wire.Part;

import java.util.HashMap;
import java.util.Map;

/** Large items of which some pieces have arrived. */
final class Reassembly {
    private final LinkLimits limits;
    private final Map<Long, ByteString> begun = new HashMap<>();

    Reassembly(LinkLimits limits) {
        this.limits = limits;
    }

    /** Returns the item that {@code part} completes, or null. */
    ByteString add(Part part) {
        return switch (part) {
            case Part.Whole whole -> checked(whole.bytes());
            case Part.Piece piece -> {
                ByteString before = begun.getOrDefault(piece.chunked(), ByteString.EMPTY);
                ByteString item = checked(before.concat(piece.bytes()));
                if (piece.last()) {
                    begun.remove(piece.chunked());
                    yield item;
                }
                begun.put(piece.chunked(), item);
                if (begun.size() > limits.piecedItemsMax()) {
                    throw new BadFrame(
                            "too many large items at once: piecedItemsMax="
                                    + limits.piecedItemsMax());
                }
                yield null;
            }
        };
    }

    private ByteString checked(ByteString item) {
        if (item.size() > limits.itemBytesMax()) {
            throw new BadFrame(
                    "item too large: itemBytesMax="
                            + limits.itemBytesMax()
                            + " bytes="
                            + item.size());
        }
        return item;
    }
}
