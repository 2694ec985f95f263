package moonlet.registry.sim;

/** A way in which the registry can be broken on purpose, and the promise that this breaks. */
enum Mutant {
    NONE(""),
    LOSERS_ARE_NOT_TOLD("R3"),
    NAMES_OF_THE_DEAD_ARE_KEPT("R"),
    A_DELTA_IS_LOST("R"),
    HOLDERS_ARE_NOT_PROBED("R"),
    ARBITERS_ARE_ALWAYS_BELIEVED("R2"),
    A_NAME_IS_PROMISED_TWICE("C1"),
    A_JOINER_PROMISES_BEFORE_IT_HAS_COPIED("C1"),
    ONLY_REACHABLE_MEMBERS_COUNT("C"),
    LOSSES_ARE_NOT_CONFIRMED("C1"),
    A_WIN_IS_NOT_TOLD("C"),
    BIDS_ARE_NOT_WITHDRAWN("C");

    final String breaks;

    Mutant(String breaks) {
        this.breaks = breaks;
    }
}
