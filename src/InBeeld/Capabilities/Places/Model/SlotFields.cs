using System.Globalization;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Places.Model;

