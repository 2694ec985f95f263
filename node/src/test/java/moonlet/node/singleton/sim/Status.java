package moonlet.node.singleton.sim;

/** What a node knows of a member; of two that are told, the later one is true. */
enum Status {
    JOINING,
    WEAKLY_UP,
    UP,
    LEAVING,
    EXITING,
    /** Has left. */
    REMOVED,
    DOWN,
    /** Was taken down, and all that are left know so. */
    LOST;

    boolean isMember() {
        return this == UP || this == LEAVING;
    }

    boolean isJoining() {
        return this == JOINING || this == WEAKLY_UP;
    }

    boolean isOver() {
        return this == REMOVED || this == LOST;
    }

    /** Whether Pekko's singleton takes it for one of those that may have it. */
    boolean mayOwn() {
        return isMember() || this == DOWN;
    }
}
