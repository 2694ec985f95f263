package moonlet.node.sim;

import moonlet.node.link.Incarnations;
import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Hello;
import moonlet.protocol.wire.Item;

/** How a node puts its machines together. Each method can be broken on purpose. */
interface Wiring {
    Wiring RIGHT = new Wiring() {};

    default Frame written(Frame frame) {
        return frame;
    }

    default boolean admits(Incarnations incarnations, Hello hello) {
        return incarnations.refusal(hello) == null;
    }

    /** Whether the names of a lost node are dropped. */
    default boolean dropsNames() {
        return true;
    }

    /** Whether who loses a name learns of it. */
    default boolean tellsLosers() {
        return true;
    }

    default long lane(long lane, Item item) {
        return lane;
    }
}
