package moonlet.node.singleton.sim;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.sim.Violation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A singleton never runs twice at once, and runs again, whatever happens; and the simulation
 * notices where that is not so. A quarter of {@code -Dsimulation.seeds=N} says how often each
 * scenario is tried, {@code -Dsimulation.first=N} from which seed on: {@code first=SEED seeds=1}
 * replays a failure.
 */
class SingletonSimulationTest {
    private static final int FIRST = Integer.getInteger("simulation.first", 0);
    // Each takes several times as long as one of the links.
    private static final int SEEDS = Math.ceilDiv(Integer.getInteger("simulation.seeds", 500), 4);
    private static final int SEEDS_OF_MUTANTS = 3000;

    @ParameterizedTest
    @EnumSource
    void it_never_runs_twice_and_runs_again(Scenario scenario) {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Simulation.run(scenario, seed, Mutant.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_broken_singleton_is_found_out(Mutant mutant) {
        Violation found = assertThrows(Violation.class, () -> runAll(mutant));
        assertTrue(found.getMessage().contains("two at once"), found.getMessage());
    }

    private static void runAll(Mutant mutant) {
        for (int seed = 0; seed < SEEDS_OF_MUTANTS; seed++) {
            for (Scenario scenario : Scenario.values()) {
                Simulation.run(scenario, seed, mutant);
            }
        }
    }
}
