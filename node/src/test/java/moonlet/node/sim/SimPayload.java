package moonlet.node.sim;

import moonlet.protocol.Payload;

/** A message of one process to another: the n-th. */
record SimPayload(int number) implements Payload {
    @Override
    public int bytes() {
        return 1;
    }
}
