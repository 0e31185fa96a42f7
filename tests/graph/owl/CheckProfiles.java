import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;

/** Print what keeps an ontology out of OWL 2 DL and OWL 2 RL, a line each. */
public class CheckProfiles {
  public static void main(String[] files) throws Exception {
    OWLOntology ontology =
        OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(files[0]));
    System.out.println(ontology.getAxiomCount() + " axioms");
    for (Profiles profile : new Profiles[] {Profiles.OWL2_DL, Profiles.OWL2_RL}) {
      for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations()) {
        System.out.println(profile + ": " + violation);
      }
    }
  }
}
