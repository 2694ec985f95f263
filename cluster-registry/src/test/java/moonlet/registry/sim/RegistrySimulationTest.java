package moonlet.registry.sim;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promises hold, whatever happens, and the simulation notices where they do not. {@code
 * -Dsimulation.seeds=N} says how often each scenario is tried, {@code -Dsimulation.first=N} from
 * which seed on: {@code first=SEED seeds=1} replays a failure.
 */
class RegistrySimulationTest {
    private static final int FIRST = Integer.getInteger("simulation.first", 0);
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 1000);
    private static final int SEEDS_OF_MUTANTS = 2000;

    @ParameterizedTest
    @EnumSource
    void every_promise_holds(Scenario scenario) {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Simulation.run(scenario, seed, Mutant.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_broken_registry_is_found_out(Mutant mutant) {
        Violation found = assertThrows(Violation.class, () -> runAll(mutant));
        assertTrue(found.getMessage().startsWith(mutant.breaks), found.getMessage());
    }

    private static void runAll(Mutant mutant) {
        for (int seed = 0; seed < SEEDS_OF_MUTANTS; seed++) {
            for (Scenario scenario : Scenario.values()) {
                Simulation.run(scenario, seed, mutant);
            }
        }
    }
}
