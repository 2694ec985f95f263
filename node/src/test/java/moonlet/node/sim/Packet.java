package moonlet.node.sim;

import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Hello;

/**
 * What travels at once.
 *
 * @param hello who writes to whom: what a connection knows of its two ends
 * @param frame null where a connection begins
 */
record Packet(Hello hello, Frame frame) {
    @Override
    public String toString() {
        String from = hello.node() + "/" + hello.incarnation();
        return frame == null
                ? from + " hello ack " + hello.acknowledged()
                : from
                        + " "
                        + frame.first()
                        + "+"
                        + frame.parts().size()
                        + " ack "
                        + frame.acknowledged();
    }
}
