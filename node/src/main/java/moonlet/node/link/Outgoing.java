package moonlet.node.link;

import moonlet.protocol.wire.Part;

/** A part on its way; {@code endsItem} where it is the whole item or its last piece. */
record Outgoing(Part part, boolean endsItem) {
    int bytes() {
        return part.bytes().size();
    }
}
