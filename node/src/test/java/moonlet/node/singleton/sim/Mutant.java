package moonlet.node.singleton.sim;

/** A way in which singletons can be broken on purpose; each lets two run at once. */
enum Mutant {
    NONE,
    NOBODY_WAITS,
    THE_LEASE_IS_NEVER_ASKED,
    THE_LEASE_IS_LONGER_THAN_THE_WAIT,
    LOSSES_ARE_FORGOTTEN_AT_ONCE,
    A_NEWCOMER_TAKES_ITSELF_FOR_KNOWING_ALL,
    WHO_IS_JOINING_VOTES,
    WHO_IS_NEW_COUNTS_AS_HEARD,
    THE_TETHER_IS_BELIEVED_BY_WHO_IS_ALONE,
    A_REFUSAL_OF_ANOTHER_MACHINE_IS_BELIEVED,
    IT_IS_HANDED_OVER_BEFORE_ITS_END
}
