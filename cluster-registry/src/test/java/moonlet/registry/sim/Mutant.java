package moonlet.registry.sim;

/** A way in which the registry can be broken on purpose, and the promise that this breaks. */
enum Mutant {
    NONE(""),
    LOSERS_ARE_NOT_TOLD("R3"),
    NAMES_OF_THE_DEAD_ARE_KEPT("R"),
    A_DELTA_IS_LOST("R"),
    HOLDERS_ARE_NOT_PROBED("R");

    final String breaks;

    Mutant(String breaks) {
        this.breaks = breaks;
    }
}
