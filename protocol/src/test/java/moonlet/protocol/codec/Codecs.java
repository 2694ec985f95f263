package moonlet.protocol.codec;

import moonlet.protocol.NodeStart;

/** Codecs as tests need them. */
final class Codecs {
    static final FrameCodec FRAMES = new FrameCodec(WireLimits.DEFAULTS);

    private Codecs() {}

    /** For items whose payloads are bytes already. */
    static ItemCodec items(NodeStart self, NodeStart peer) {
        return new ItemCodec(
                self,
                peer,
                payload -> {
                    throw new IllegalArgumentException("not encoded: " + payload);
                },
                WireLimits.DEFAULTS);
    }
}
